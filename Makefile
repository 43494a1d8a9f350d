# Two commands: `make demo` and `make test`. Both set up what they need in .venv first; a second call is quick.
.PHONY: demo test setup clean

demo:
	@bash packaging/bootstrap.sh demo
	@.venv/bin/hansel demo

test:
	@bash packaging/bootstrap.sh test
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} .venv/bin/python -m pytest -q -n 2 --dist loadfile

# The set-up alone, with what the tests need.
setup:
	@bash packaging/bootstrap.sh test

clean:
	rm -rf .venv hansel-demo
