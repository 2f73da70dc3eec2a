"""The procedure engine of ladoflow: everything that is not HTTP; used by webui, commands and tests."""
