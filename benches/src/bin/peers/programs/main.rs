mod clock;
mod load;

use std::env;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let size = arguments[2].parse().expect("a number");
    println!("{}", clock::microseconds(size, load::by(&arguments[1], size)));
}
