"""The screen: a page in a browser on this machine that shows a session, and answers it by touch and by keys."""
