//! Writes what the targets start from: `seeds FOLDER TARGET...` makes `FOLDER/TARGET/`, and
//! `FOLDER/TARGET.dict` with words that such an input is made of.

use std::fs;
use std::io;
use std::path::Path;

use plumbline_fuzz::seeds;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let folder = Path::new(&folder);
    for target in arguments {
        let into = folder.join(&target);
        fs::create_dir_all(&into)?;
        let seeds = seeds::of(&target);
        for (place, seed) in seeds.iter().enumerate() {
            fs::write(into.join(format!("seed-{place:02}")), seed)?;
        }
        let words = seeds::dictionary(&target);
        let escaped = |word: &String| word.replace('\\', "\\\\").replace('"', "\\\"");
        let words: Vec<String> = words
            .iter()
            .map(|word| format!("\"{}\"\n", escaped(word)))
            .collect();
        fs::write(folder.join(format!("{target}.dict")), words.concat())?;
        println!("{target}: {} inputs to start from", seeds.len());
    }
    Ok(())
}
