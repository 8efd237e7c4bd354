using System.Text;
using System.Text.Json;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Tests.Web;

/// <summary>Pins the serializer's wordings: a new runtime that words a refusal otherwise fails here, not at a customer.</summary>
public sealed class JsonErrorsTests
{
    [Theory]
    [InlineData("""{"name":"a","shelves":[],"colour":"red","extra":1}""", "extra", "unknown field")]
    [InlineData("""{"name":"a","colour":"red","shelves":[{"width":1,"depth":2}]}""", "shelves[0].depth", "unknown field")]
    [InlineData("""{"name":"a","name":"b","colour":"red","shelves":[]}""", "name", "given twice")]
    [InlineData("""{"name":"a","shelves":[]}""", "colour", "required")]
    [InlineData("""{"name":"a","colour":"red","shelves":[{}]}""", "shelves[0].width", "required")]
    [InlineData("""{"name":null,"colour":"red","shelves":[]}""", "name", "must not be null")]
    [InlineData("""{"name":1,"colour":"red","shelves":[]}""", "name", "must be text")]
    [InlineData("""{"name":"a","colour":"mauve","shelves":[]}""", "colour", "must be one of red, darkBlue")]
    [InlineData("""{"name":"a","colour":1,"shelves":[]}""", "colour", "must be one of red, darkBlue")]
    [InlineData("""{"name":"a","colour":"red","shelves":{}}""", "shelves", "must be an array")]
    [InlineData("""{"name":"a","colour":"red","shelves":[{"width":"1"}]}""", "shelves[0].width", "must be a whole number in range")]
    [InlineData("""{"name":"a","colour":"red","shelves":[{"width":1.5}]}""", "shelves[0].width", "must be a whole number in range")]
    [InlineData("""{"name":"a","colour":"red","shelves":[{"width":99999999999}]}""", "shelves[0].width", "must be a whole number in range")]
    [InlineData("""{"name":"a","colour":"red","shelves":[1]}""", "shelves[0]", "must be an object of this interface")]
    [InlineData("""{"name":"a","colour":"red","shelves":[],"madeAt":"2026-02-30T00:00:00Z"}""", "madeAt", "must be an instant such as 2026-11-22T08:00:00Z")]
    [InlineData("""{"name":"a","colour":"red","shelves":[],"madeAt":"2026-11-22T08:00:00"}""", "madeAt", "must be an instant such as 2026-11-22T08:00:00Z")]
    [InlineData("""{"name":"a","colour":"red","shelves":[],"madeAt":"2026-11-22"}""", "madeAt", "must be an instant such as 2026-11-22T08:00:00Z")]
    [InlineData("""{"name":"a","colour":"red","shelves":[],"madeAt":1763798400}""", "madeAt", "must be an instant such as 2026-11-22T08:00:00Z")]
    [InlineData("""{"name":"a","colour":"red","shelves":[],"id":"x"}""", "id", "must be an id such as 0199d7a0-0000-7000-8000-000000000000")]
    [InlineData("""{"name":"a",""", "$", "malformed JSON at line 1, byte 12")]
    [InlineData("""{"name":"a","colour":tru}""", "colour", "malformed JSON at line 1, byte 25")]
    [InlineData("", "$", "the document is empty or ends too early")]
    [InlineData("[]", "$", "must be an object of this interface")]
    public void Explain_EachRefusal_NamesFieldAndReason(string json, string field, string reason)
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Cupboard>(json, StrictJson.Options));
        var (name, reasons) = Assert.Single(JsonErrors.Explain(error));
        Assert.Equal((field, reason), (name, Assert.Single(reasons)));
    }

    [Theory]
    [InlineData("2026-11-22T16:00:00.123456+08:00", "2026-11-22T08:00:00.123456Z")]
    [InlineData("2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z")]
    public void Instant_AnyOffset_IsWrittenInUtc(string read, string written) =>
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(JsonSerializer.Deserialize<DateTimeOffset>($"\"{read}\"", StrictJson.Options), StrictJson.Options));

    [Fact]
    public void Explain_SeveralMissing_NamesEach()
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Cupboard>("{}", StrictJson.Options));
        Assert.Equal(["colour", "name", "shelves"], JsonErrors.Explain(error).Keys.Order());
    }

    [Fact]
    public void Explain_TextThatIsNoText_IsARefusalToo()
    {
        var json = Encoding.UTF8.GetBytes("""{"name":"?","colour":"red","shelves":[]}""");
        json[9] = 0xFF;
        var error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Cupboard>(json, StrictJson.Options));
        Assert.Equal("name", Assert.Single(JsonErrors.Explain(error)).Key);
    }

    [Fact]
    public void Explain_HalfASurrogatePair_IsARefusalToo()
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Cupboard>("""{"name":"\ud800","colour":"red","shelves":[]}""", StrictJson.Options));
        Assert.Equal("name", Assert.Single(JsonErrors.Explain(error)).Key);
    }

    [Fact]
    public void Explain_NestedTooDeeply_IsARefusalToo()
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Cupboard>(new string('[', 100), StrictJson.Options));
        Assert.Single(JsonErrors.Explain(error));
    }

    internal enum Paint
    {
        Red,
        DarkBlue,
    }

    internal sealed record Cupboard
    {
        public required string Name { get; init; }
        public required Paint Colour { get; init; }
        public required IReadOnlyList<Shelf> Shelves { get; init; }
        public DateTimeOffset? MadeAt { get; init; }
        public Guid? Id { get; init; }
    }

    internal sealed record Shelf(int Width);
}
