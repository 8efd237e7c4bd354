namespace LogisticsScreening.Screening.Text;

/// <summary>A start-up check that the generated tables were unpacked as they were made: a wrong fold would let words through unseen. Compiling a lexicon runs it.</summary>
public static class TextSelfTest
{
    private static readonly (string From, string To)[] Known =
    [
        ("ＸＹ　１２", "xy 12"), ("犀牛角、玳瑁", "犀牛角、玳瑁"), ("穿山甲鱗片", "穿山甲鳞片"), ("硨磲", "砗磲"), ("虎\u200B骨\uFE0F", "虎骨"),
        ("xia\u0300ngyá", "xiangya"), ("㎏ ①", "kg 1"), ("ﬁ ß", "fi ss"), ("🐘", "🐘"), ("\uD83D", "\uFFFD"), ("가", "\u1100\u1161"), ("⽟", "玉"),
    ];

    /// <summary>Version of the Unicode data; belongs to the engine version.</summary>
    public static string UnicodeVersion => UnicodeTables.UnicodeVersion;

    /// <summary>One line saying what is wrong, or null.</summary>
    public static string? Run()
    {
        foreach (var (from, to) in Known)
        {
            if (TextFolding.Fold(from) is var folded && folded != to)
                return $"Unicode {UnicodeVersion} tables: \"{from}\" folds to \"{folded}\", expected \"{to}\"";
        }

        return EnglishWords.Contains("router") && EnglishWords.Contains("cactuses") && !EnglishWords.Contains("filunnes") ? null : "EnglishWords.g.cs: the words are not what was packed";
    }
}
