//! The macro itself: a program with the generator, built as cargo builds macros, which is not optimized.

use std::io;
use std::process::Command;

use provider_credentials_benches::project::Project;
use provider_credentials_benches::published::Published;
use provider_credentials_benches::rounds::Figure;

/// The built program.
pub(crate) struct Expander(Project);

impl Expander {
    pub(crate) fn build(published: &Published) -> io::Result<Self> {
        let codegen = published.dependency("provider-credentials-codegen", "");
        let project = Project::new(&(codegen + CLOCK));
        project.write("src/main.rs", include_str!("programs/main.rs"));
        project.write("src/clock.rs", include_str!("../../clock.rs"));
        project.fetch()?;
        project.build(&["build"])?;
        Ok(Self(project))
    }

    /// Milliseconds from text to tokens.
    pub(crate) fn time(&self, manifest: &str) -> io::Result<Figure> {
        let Self(project) = self;
        project.write("manifest.yaml", manifest);
        let program = project.target().join("debug/program");
        let output = Command::new(program).current_dir(project.path()).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let times: Result<Vec<f64>, _> = text.lines().map(str::parse).collect();
        times.map(Figure::of).map_err(io::Error::other)
    }
}

const CLOCK: &str = "rustix = { version = \"1\", features = [\"time\"] }\n";
