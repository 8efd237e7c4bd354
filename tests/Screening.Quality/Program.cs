using LogisticsScreening.Screening.Quality;
using LogisticsScreening.Screening.Tests.Lexicon;

// quality [--raise] [--data FOLDER] [--mistakes]
var folder = args.SkipWhile(a => a != "--data").Skip(1).FirstOrDefault();
var page = new QualityPage(Path.Combine(ReferenceRows.Folder, "..", "..", "docs", "quality.md"));
var words = new WordQuality(ReferenceRows.Load());
var names = new NameQuality();
if (args.Contains("--mistakes"))
{
    // The development half only: whoever reads the other half tunes on it.
    foreach (var mistake in words.Mistakes(heldOut: false).Concat(names.Mistakes()))
        Console.WriteLine(mistake);
    return 0;
}

words.Report(page);
names.Report(page);
new ListQuality(ReferenceRows.Load(), ListQuality.LongList).Report(page);
new DoorQuality(ReferenceRows.Load()).Report(page);
if (folder is not null)
    words.ReportPublic(page, folder);
page.Write(raise: args.Contains("--raise"));
foreach (var failure in page.Failures)
    Console.Error.WriteLine(failure);
return page.Failures.Count == 0 ? 0 : 1;
