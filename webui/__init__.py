"""The pages and commands of ladoflow; create_app is the one place where things meet."""
