mod delivery;
mod forms;
mod right;
mod told;
mod wrong;

/// A provider, a variable, and a pattern of what stands in it.
type Case = (&'static str, &'static str, &'static str);
