"""What Streamlit runs for every reader.

It stands apart from `dashboard/pages`, because Streamlit takes a folder of that name beside its
script for pages of its own and would run the first deep link after a start as a bare module.
"""

# A reading process loads the script of the process that starts it under another name.
if __name__ == "__main__":
    from dashboard.server.screen import run

    run()
