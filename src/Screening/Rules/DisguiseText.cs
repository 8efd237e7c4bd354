using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Rules;

/// <summary>Says how a word was hidden, in the words of a reader who sees only the two.</summary>
internal static class DisguiseText
{
    /// <param name="written">As declared.</param>
    /// <param name="word">The listed word.</param>
    public static LocalizedText Of(MatchLayer layer, string written, string word) => layer switch
    {
        MatchLayer.Exact or MatchLayer.Variant => new($"“{written}”即“{word}”", $"\"{written}\" is \"{word}\""),
        MatchLayer.Separated => new($"“{written}”是拆开或重复书写的“{word}”", $"\"{written}\" is \"{word}\" with something between or repeated"),
        MatchLayer.Homophone => new($"“{written}”与“{word}”读音相同或相近", $"\"{written}\" sounds like \"{word}\""),
        MatchLayer.SplitCharacter => new($"“{written}”是把“{word}”中的字拆开书写", $"\"{written}\" is \"{word}\" with a character taken apart"),
        MatchLayer.LookAlike when TextFolding.Join(written) == Disguises.Turned(TextFolding.Join(word)) => new($"“{written}”是倒过来写的“{word}”", $"\"{written}\" is \"{word}\" written backwards"),
        MatchLayer.LookAlike when Misspellings.Of(TextFolding.Fold(word), strong: false).Contains(TextFolding.Join(written)) =>
            new($"“{written}”是少写一个字母或调换字母的“{word}”", $"\"{written}\" is \"{word}\" with a letter left out or two exchanged"),
        MatchLayer.LookAlike => new($"“{written}”与“{word}”字形相近", $"\"{written}\" looks like \"{word}\""),
        MatchLayer.Pinyin => new($"“{written}”是“{word}”的拼音写法", $"\"{written}\" spells \"{word}\" in pinyin"),
        MatchLayer.Initials => new($"“{written}”可能是“{word}”的拼音首字母", $"\"{written}\" may be the initials of \"{word}\""),
        MatchLayer.LatinSyllable => new($"“{written}”用字母代替了“{word}”中的字", $"\"{written}\" writes a letter for part of \"{word}\""),
        MatchLayer.Emoji => new($"“{written}”用图形代替了“{word}”中的字", $"\"{written}\" has a picture for part of \"{word}\""),
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };
}
