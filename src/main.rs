//! The command-line program.

mod cli;

/// Citations are many small pieces of memory: the system's allocator takes three times as long over them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
