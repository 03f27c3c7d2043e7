#![no_main]

libfuzzer_sys::fuzz_target!(init: verwijs_fuzz::let_pdf_crates_panic(), |data: &[u8]| verwijs_fuzz::read(data));
