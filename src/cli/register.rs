//! `verwijs register`: lists of real identifiers, compiled.

use super::{Stop, args::RegisterCommand, output::Output};
use verwijs::Publications;

/// Compiles the lists.
pub fn run(command: &RegisterCommand) -> Result<usize, Stop> {
    let RegisterCommand::Build { lists, output } = command;
    let mut all = Publications::default();
    for list in lists {
        all.add(Publications::read(list).map_err(|e| Stop::Fault(format!("{}: {e}", list.display()), 1))?);
    }
    let mut out = Output::to(Some(output))?;
    all.write(&mut out)?;
    out.finish()?;
    eprintln!("{} identifiers in {}", all.len(), output.display());
    Ok(0)
}
