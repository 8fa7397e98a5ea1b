//! No code of its own: this package is there for its build script, which keeps `generated/` in line with `schema/` whenever
//! anything is built, and for the tests of the whole path.
