.PHONY: help run test bench pictures messages

help:  ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run:  ## Set up what is missing and serve on 127.0.0.1:8000 (PORT=, DATA_DIR=)
	@python3 iomtracker/start.py run

test:  ## House rules and every test, on SQLite and PostgreSQL
	@python3 iomtracker/start.py test

bench:  ## The table of figures: see bench/README.md
	@python3 iomtracker/start.py bench

pictures:  ## Pictures of every kind of page, into var/pictures (DATA_DIR=)
	@python3 iomtracker/start.py pictures

messages:  ## Bring the translations up to what the program says (locale/)
	@python3 iomtracker/start.py messages
