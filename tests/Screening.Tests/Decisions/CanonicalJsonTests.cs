using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Tests.Decisions;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Write_RfcExample_HasShortestEscapes()
    {
        // RFC 8785, section 3.2.2: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"
        var json = new CanonicalJson().StartArray().Value("\u20ac$\u000f\nA'B\"\\\\\"/").EndArray();
        Assert.Equal("[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"]", Text(json));
    }

    [Theory]
    [InlineData("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"")]
    [InlineData("\u0000\u001f\u007f\u2028", "\"\\u0000\\u001f\u007f\u2028\"")]
    [InlineData("象牙🐘", "\"象牙🐘\"")]
    [InlineData("</script>", "\"</script>\"")]
    [InlineData("", "\"\"")]
    public void Write_Text_EscapesOnlyWhatItMust(string value, string expected) =>
        Assert.Equal("[" + expected + "]", Text(new CanonicalJson().StartArray().Value(value).EndArray()));

    [Fact]
    public void Write_LoneSurrogates_AreEscapedAndDifferFromTheirSpelling()
    {
        Assert.Equal("[\"\\ud800\",\"a\\udfffb\",\"\\ude00\\ud83d\"]", Text(new CanonicalJson().StartArray().Value("\ud800").Value("a\udfffb").Value("\ude00\ud83d").EndArray()));
        Assert.Equal("[\"\\\\ud800\"]", Text(new CanonicalJson().StartArray().Value("\\ud800").EndArray()));
    }

    [Fact]
    public void Write_Numbers_ArePlain() =>
        Assert.Equal("[0,-1,9223372036854775807,-9223372036854775808]", Text(new CanonicalJson().StartArray().Value(0).Value(-1).Value(long.MaxValue).Value(long.MinValue).EndArray()));

    [Fact]
    public void Write_MembersInUtf16Order_IsAccepted() =>
        // RFC 8785, section 3.2.3: U+1F600 sorts before U+FB33 because its UTF-16 starts with D83D.
        Assert.Equal("{\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😀\":6,\"\ufb33\":7}", Text(new CanonicalJson().StartObject()
            .Number("\r", 1).Number("1", 2).Number("\u0080", 3).Number("ö", 4).Number("€", 5).Number("\ud83d\ude00", 6).Number("\ufb33", 7).EndObject()));

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("a", "B")]
    public void Write_MembersOutOfOrder_Throws(string first, string second) =>
        Assert.Throws<InvalidOperationException>(() => new CanonicalJson().StartObject().Number(first, 1).Number(second, 2));

    [Fact]
    public void Write_NestedAndAbsent_HasNoStrayComma()
    {
        var json = new CanonicalJson().StartObject()
            .StartArray("a").EndArray()
            .Optional("b", (string?)null)
            .StartObject("c").Optional("x", (long?)null).EndObject()
            .StartArray("d").StartObject().Text("k", "v").EndObject().StartArray().Value(1).EndArray().EndArray()
            .EndObject();
        Assert.Equal("{\"a\":[],\"c\":{},\"d\":[{\"k\":\"v\"},[1]]}", Text(json));
    }

    [Fact]
    public void Clear_AfterHalfADocument_StartsAfresh()
    {
        var json = new CanonicalJson().StartObject().Text("z", "half");
        json.Clear();
        Assert.Equal("{\"a\":\"b\"}", Text(json.StartObject().Text("a", "b").EndObject()));
    }

    [Fact]
    public void Write_AnyText_IsJsonThatReadsBack()
    {
        var random = new Random(20261122);
        var json = new CanonicalJson();
        for (var round = 0; round < 5_000; round++)
        {
            var value = AnyText(random);
            json.Clear();
            json.StartArray().Value(value).EndArray();
            using var document = JsonDocument.Parse(json.Written.ToArray());
            if (IsWellFormed(value))
                Assert.Equal(value, document.RootElement[0].GetString());
            Assert.Equal(Spelled(value), Text(json));
        }
    }

    private static string AnyText(Random random)
    {
        var units = new char[random.Next(0, 40)];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = (char)(random.Next(5) switch
            {
                0 => random.Next(0, 0x80),
                1 => random.Next(0xD800, 0xE000),
                2 => random.Next(0x4E00, 0x9FFF),
                3 => "\"\\/\b\n"[random.Next(5)],
                _ => random.Next(0, 0x10000),
            });
        }

        return new(units);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) || (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))))
                return false;
        }

        return true;
    }

    /// <summary>The rule written a second time, one character after the other.</summary>
    private static string Spelled(string text)
    {
        var result = new StringBuilder("[\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(text[i]).Append(text[++i]);
            else if (char.IsSurrogate(text[i]))
                result.Append("\\u").Append(((int)text[i]).ToString("x4"));
            else
                result.Append(text[i] switch { '"' => "\\\"", '\\' => "\\\\", '\b' => "\\b", '\t' => "\\t", '\n' => "\\n", '\f' => "\\f", '\r' => "\\r", < ' ' => "\\u" + ((int)text[i]).ToString("x4"), var c => c.ToString() });
        }

        return result.Append("\"]").ToString();
    }

    private static string Text(CanonicalJson json) => Encoding.UTF8.GetString(json.Written);
}
