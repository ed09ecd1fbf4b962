//! Both as one picture.

use core::fmt::Write as _;

use crate::simulated::{DOWN, PROCESSES, SECONDS};

const HEIGHT: usize = 160;
const LEFT: usize = 64;
const TOP: usize = 28;
/// From the top of one part to that of the next.
const STEP: usize = HEIGHT + 56;
const WIDTH: usize = LEFT + SECONDS + 24;

/// An SVG: a line for each second, as high as its requests, both parts on one scale.
pub(crate) fn plot(without: &[usize], with: &[usize]) -> String {
    let height = 2 * STEP + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n\
         <title>Requests to a store in each second, of {PROCESSES} processes</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"white\"/>\n"
    );
    part(&mut svg, TOP, "requests in each second, without jitter", without);
    part(&mut svg, TOP + STEP, "with Live", with);
    svg.push_str("</svg>\n");
    svg
}

fn part(svg: &mut String, top: usize, title: &str, requests: &[usize]) {
    let bottom = top + HEIGHT;
    let mut line = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    line(format!(
        "<rect x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{HEIGHT}\" fill=\"#f3dcdc\"/>",
        LEFT + DOWN.start,
        DOWN.len()
    ));
    line(format!("<text x=\"{LEFT}\" y=\"{}\">{title}</text>", top - 8));
    line(format!(
        "<text x=\"{}\" y=\"{}\" fill=\"#a33\">the store is down</text>",
        LEFT + DOWN.start + 4,
        top + 16
    ));
    for (y, label) in [(bottom, 0), (top, PROCESSES)] {
        line(format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{label}</text>",
            LEFT - 8,
            y + 5
        ));
    }
    for second in (0..=SECONDS).step_by(60) {
        let x = LEFT + second;
        line(format!(
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{second} s</text>",
            bottom + 18
        ));
    }
    let mut path = String::new();
    for (second, requests) in requests.iter().enumerate().filter(|(_, requests)| **requests > 0) {
        // Tenths of a pixel: the parts differ by more than ten.
        let high = (requests * HEIGHT * 10).div_ceil(PROCESSES);
        write!(path, "M{} {bottom}v-{}.{}", LEFT + second, high / 10, high % 10)
            .expect("a string takes everything");
    }
    line(format!("<path d=\"{path}\" stroke=\"#26a\" stroke-width=\"1\" fill=\"none\"/>"));
    line(format!("<path d=\"M{LEFT} {bottom}h{SECONDS}\" stroke=\"#444\" fill=\"none\"/>"));
}
