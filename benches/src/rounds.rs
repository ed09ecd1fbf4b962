//! Times of several ways to do one thing, taken in turns, so that what disturbs the machine disturbs
//! all of them; and their ratios, round by round.

use core::any::Any;
use core::fmt;
use core::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::clock::processor_time;

/// One way to do it.
pub struct Contender<'a> {
    name: &'static str,
    run: Box<dyn FnMut() -> Box<dyn Any> + 'a>,
}

impl<'a> Contender<'a> {
    /// What `run` gives is dropped outside of the time.
    pub fn new<T: 'static>(name: &'static str, mut run: impl FnMut() -> T + 'a) -> Self {
        Self { name, run: Box::new(move || Box::new(run())) }
    }
}

impl fmt::Debug for Contender<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Contender").field(&self.name).finish()
    }
}

/// The middle of some figures, and between what most of them lie.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Half of them are below.
    pub median: f64,
    /// A tenth of them are below.
    pub low: f64,
    /// A tenth of them are above.
    pub high: f64,
}

impl Figure {
    /// Of at least one figure.
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let last = figures.len() - 1;
        Self {
            median: f64::midpoint(figures[last / 2], figures[last.div_ceil(2)]),
            low: figures[last / 10],
            high: figures[last - last / 10],
        }
    }

    /// How far most of them lie from the median, in percent of it.
    pub fn spread(&self) -> f64 {
        100.0 * (self.high - self.low) / 2.0 / self.median
    }

    /// For the file of results.
    pub fn json(&self) -> Value {
        json!({ "median": self.median, "low": self.low, "high": self.high })
    }
}

/// How long one contender took.
#[derive(Debug)]
pub struct Timing {
    /// Its name.
    pub name: String,
    /// Nanoseconds.
    pub time: Figure,
    /// Against the first contender, in the same round.
    pub ratio: Figure,
}

/// A contender this slow has few rounds.
const SLOW: Duration = Duration::from_millis(50);
const FEW: usize = 5;
/// A sample takes at least about this long, so that the clock does not show.
const SAMPLE: Duration = Duration::from_micros(300);
const LEAST: usize = 15;
const MOST: usize = 201;

/// Runs the contenders in turns, for about `budget`.
pub fn run(mut contenders: Vec<Contender<'_>>, budget: Duration) -> Vec<Timing> {
    let mut samples: Vec<Vec<Option<f64>>> = vec![Vec::new(); contenders.len()];
    // Warms caches, and says how often to repeat each for one sample.
    let repeats: Vec<(usize, bool)> = contenders.iter_mut().map(repeats).collect();
    let start = Instant::now();
    for round in 0..MOST {
        if round >= LEAST && start.elapsed() > budget {
            break;
        }
        for turn in 0..contenders.len() {
            // Nobody always comes after the same other.
            let next = (turn + round) % contenders.len();
            let (count, slow) = repeats[next];
            let wanted = !slow || round < FEW;
            samples[next].push(wanted.then(|| sample(&mut contenders[next], count)));
        }
    }
    let ratios = |own: &[Option<f64>]| -> Vec<f64> {
        own.iter().zip(&samples[0]).filter_map(|(own, first)| Some((*own)? / (*first)?)).collect()
    };
    contenders
        .iter()
        .zip(&samples)
        .map(|(contender, own)| Timing {
            name: contender.name.to_owned(),
            time: Figure::of(own.iter().flatten().copied().collect()),
            ratio: Figure::of(ratios(own)),
        })
        .collect()
}

fn repeats(contender: &mut Contender<'_>) -> (usize, bool) {
    drop((contender.run)());
    let start = Instant::now();
    drop((contender.run)());
    let once = start.elapsed();
    let count = SAMPLE.as_nanos() / once.as_nanos().max(1);
    (usize::try_from(count).unwrap_or(1).clamp(1, 256), once > SLOW)
}

/// Nanoseconds for one.
fn sample(contender: &mut Contender<'_>, count: usize) -> f64 {
    let mut results = Vec::with_capacity(count);
    let start = processor_time();
    for _ in 0..count {
        results.push(black_box((contender.run)()));
    }
    let time = processor_time() - start;
    drop(results);
    time / count as f64
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    #[allow(clippy::float_cmp, reason = "whole numbers are exact")]
    fn the_middle_and_most_of_the_figures() {
        let figure = Figure::of((0..=20).rev().map(f64::from).collect());
        assert_eq!([figure.median, figure.low, figure.high], [10.0, 2.0, 18.0]);
        assert_eq!(figure.spread(), 80.0);
        let even = Figure::of(vec![4.0, 2.0]);
        assert_eq!([even.median, even.low, even.high], [3.0, 2.0, 4.0]);
    }
}
