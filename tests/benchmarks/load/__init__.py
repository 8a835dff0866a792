"""A crowd that speaks Streamlit's own websocket protocol to a server on this machine."""
