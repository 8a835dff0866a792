"""A deck as one HTML document: every slide in it, text as text, shapes that can be touched.

Measures that depend on a figure are attributes of SVG, because the policy of the page lets no
inline style in.
"""
