mod load;

fn main() {
    match load::length() {
        Ok(length) => println!("{length}"),
        Err(error) => eprintln!("{error}"),
    }
}
