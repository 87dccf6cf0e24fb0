"""What Streamlit runs for every reader.

It stands apart from `dashboard/pages`, because Streamlit takes a folder of that name beside its
script for pages of its own and would run the first deep link after a start as a bare module.
"""

from dashboard.server.screen import run

run()
