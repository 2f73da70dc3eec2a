"""Tests of the web pages, file by file as in webui/."""
