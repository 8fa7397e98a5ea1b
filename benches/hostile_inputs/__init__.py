"""Inputs that were made to be slow, by name: the command that reads them, and the generator of their files."""

# Each registers its inputs.
from . import schemas, pages, page_bits, comparisons, code  # noqa: F401
from .pages import PAGES
from .register import SUITES

__all__ = ["PAGES", "SUITES"]
