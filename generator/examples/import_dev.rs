fn main() {
    let mut args = std::env::args().skip(1);
    let (docs, out) = (args.next().unwrap(), args.next().unwrap());
    let start = std::time::Instant::now();
    let import = bitrix24_codegen::import::Importer::new(&docs).read(&|_, _| {}).unwrap();
    eprintln!("{} pages, {} methods, {} notes, {} skipped, {:?}", import.pages, import.methods, import.notes.len(), import.skipped.len(), start.elapsed());
    let out = std::path::Path::new(&out);
    let _ = std::fs::remove_dir_all(out);
    for file in &import.files {
        let path = out.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
    let mut text = String::new();
    for note in &import.notes { text += &format!("{}:{}: {}\n", note.page, note.line, note.reason); }
    std::fs::write(out.join("notes.txt"), text).unwrap();
    let mut text = String::new();
    for skip in &import.skipped { text += &format!("{}\t{}\n", skip.reason, skip.page); }
    std::fs::write(out.join("skipped.txt"), text).unwrap();
}
