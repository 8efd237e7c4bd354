using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class NormalizedTextTests
{
    [Fact]
    public void Fold_EveryCodePoint_SettlesAtOnce()
    {
        var unsettled = new List<string>();
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            // Planes 4 to 13 are unassigned, 15 and 16 private.
            if (codePoint == 0x40000)
                codePoint = 0xE0000;
            if (codePoint == 0xE1000)
                break;
            var once = TextFolding.Fold("x" + Text(codePoint) + "x");
            if (TextFolding.Fold(once) != once)
                unsettled.Add($"U+{codePoint:X4}");
        }

        Assert.Empty(unsettled);
    }

    [Fact]
    public void Fold_HostileText_TwiceChangesNothing()
    {
        var hostile = new HostileText(seed: 1);
        for (var i = 0; i < 4_000; i++)
        {
            var text = hostile.Text(40);
            var once = TextFolding.Fold(text);
            Assert.Equal(once, TextFolding.Fold(once));
            var joined = TextFolding.Join(text);
            Assert.Equal(joined, TextFolding.Join(joined));
        }
    }

    [Fact]
    public void Original_HostileText_EveryFoldedCharacterComesFromItsSpan()
    {
        var hostile = new HostileText(seed: 2);
        var normalized = new NormalizedText();
        for (var i = 0; i < 4_000; i++)
        {
            var text = hostile.Text(40);
            normalized.Read(text);
            var last = 0;
            for (var at = 0; at < normalized.Chars.Length; at++)
            {
                var (start, length) = normalized.Original(at, at + 1);
                Assert.InRange(start, last, text.Length - 1);
                Assert.InRange(length, 1, text.Length - start);
                last = start;
                // White space around the span keeps a folded space from being trimmed away.
                var folded = TextFolding.Fold($"x{text.AsSpan(start, length)}x");
                Assert.Contains(normalized.Chars[at], folded);
            }
        }
    }

    [Fact]
    public void Original_WholeText_CoversAllThatWasKept()
    {
        var normalized = new NormalizedText();
        normalized.Read("  ㎏\u200B象 \u3000牙\u0301 ");
        Assert.Equal("kg象 牙", normalized.Chars.ToString());
        Assert.Equal((2, 1), normalized.Original(0, 2));
        Assert.Equal((4, 1), normalized.Original(2, 3));
        Assert.Equal((5, 2), normalized.Original(3, 4));
        Assert.Equal((2, 6), normalized.Original(0, 5));
    }

    [Fact]
    public void Join_KeepsTheWayBack()
    {
        var normalized = new NormalizedText();
        normalized.Read("象 * 牙🐘x");
        Assert.Equal("象牙x", normalized.Join().ToString());
        Assert.Equal([0, 4, 7], Enumerable.Range(0, 3).Select(normalized.JoinedAt));
    }

    [Fact]
    public void Read_ExpandsBeyondTheBuffer_Grows()
    {
        var normalized = new NormalizedText();
        normalized.Read(new string('\uFDFA', 1000));
        Assert.Equal(18 * 1000, normalized.Chars.Length);
        Assert.Equal((999, 1), normalized.Original(18 * 1000 - 1, 18 * 1000));
    }

    [Fact]
    public void Read_LongAfterShort_NothingLeftOver()
    {
        var reused = new NormalizedText();
        var hostile = new HostileText(seed: 3);
        for (var i = 0; i < 2_000; i++)
        {
            var text = hostile.Text(i % 7 == 0 ? 600 : 10);
            var fresh = new NormalizedText();
            reused.Read(text);
            fresh.Read(text);
            Assert.Equal(fresh.Chars.ToString(), reused.Chars.ToString());
            Assert.Equal(fresh.HasSeparators, reused.HasSeparators);
        }
    }

    private static string Text(int codePoint) =>
        codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
}
