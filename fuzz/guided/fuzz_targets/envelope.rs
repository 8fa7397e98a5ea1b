#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bitrix24_fuzz::run("envelope", data));
