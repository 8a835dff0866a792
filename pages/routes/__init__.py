"""Plain HTTP beside Streamlit: what a browser asks for outside of a page's script."""
