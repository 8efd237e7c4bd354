using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Declarations;

namespace LogisticsScreening.Server.Tests.Declarations;

public sealed class ReferenceDataTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ls-reference-").FullName;

    public ReferenceDataTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "db", "reference")))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Load_ShippedFiles_Compiles()
    {
        var data = ReferenceData.Load(directory);
        Assert.Equal(64, data.Compile(RiskList.Empty).Version.Length);
        Assert.All(data.LegalBases.Values, b => Assert.False(string.IsNullOrWhiteSpace(b.LawZh) || string.IsNullOrWhiteSpace(b.LawEn)));
    }

    [Fact]
    public void Load_Twice_GivesOneVersion_AndAnyChangeAnother()
    {
        var version = ReferenceData.Load(directory).Compile(RiskList.Empty).Version;
        Assert.Equal(version, ReferenceData.Load(directory).Compile(RiskList.Empty).Version);
        File.AppendAllText(Path.Combine(directory, "vague_words.csv"), "test-1,某某货,description,zh,test\n");
        Assert.NotEqual(version, ReferenceData.Load(directory).Compile(RiskList.Empty).Version);
    }

    [Fact]
    public void Load_NameShares_ArePartOfTheVersion_AndNeedBothParts()
    {
        var version = ReferenceData.Load(directory).Compile(RiskList.Empty).Version;
        var file = Path.Combine(directory, ReferenceData.NameShareFile);
        File.WriteAllText(file, "id,part,name,perMillion,source\nname-1,surname,张,70000,test\n");
        Refused(ReferenceData.NameShareFile, "needs rows of both parts");
        File.AppendAllText(file, "name-2,given,伟,x,test\n");
        Refused(ReferenceData.NameShareFile, "perMillion must be a whole number");
        File.WriteAllText(file, "id,part,name,perMillion,source\nname-1,surname,张,70000,test\nname-2,given,伟,5000,test\n");
        Assert.NotEqual(version, ReferenceData.Load(directory).Compile(RiskList.Empty).Version);
    }

    [Fact]
    public void Areas_OfTheOperator_DecideAndCountTowardsTheVersion()
    {
        Assert.Equal(IdNumberProblem.None, Documents().ProblemOf(IdType.ResidentId, "11010519491231002X"));
        var version = ReferenceData.Load(directory).Compile(RiskList.Empty).Version;
        var file = Path.Combine(directory, ReferenceData.AreaFile);
        File.WriteAllText(file, "id,code,name,from,until,source\narea-1,110101,某区,1950-01-01,,test\n");
        Assert.Equal(IdNumberProblem.Area, Documents().ProblemOf(IdType.ResidentId, "11010519491231002X"));
        Assert.NotEqual(version, ReferenceData.Load(directory).Compile(RiskList.Empty).Version);
        File.WriteAllText(file, "id,code,name,from,until,source\narea-1,1101,某区,1950-01-01,,test\n");
        Refused(ReferenceData.AreaFile, "line 2: code must have six digits");
        File.WriteAllText(file, "id,code,name,from,until,source\narea-1,110101,某区,1950-01-01,1949-01-01,test\n");
        Refused(ReferenceData.AreaFile, "line 2: until lies before from");
        File.WriteAllText(file, "id,code,name,from,until,source\narea-1,110101,某区,1950,,test\n");
        Refused(ReferenceData.AreaFile, "line 2: from must be a day");
    }

    [Theory]
    [InlineData("lexicon.csv")]
    [InlineData("allow_phrases.csv")]
    [InlineData("signal_words.csv")]
    [InlineData("species.csv")]
    [InlineData("prohibited.csv")]
    [InlineData("prohibited_words.csv")]
    [InlineData("vague_words.csv")]
    [InlineData("document_types.csv")]
    [InlineData("legal_bases.csv")]
    [InlineData("policy.json")]
    public void Load_MissingFile_IsNamed(string file)
    {
        File.Delete(Path.Combine(directory, file));
        Refused(file, "is missing");
    }

    [Theory]
    [InlineData("lexicon.csv", "id,term,", "id,word,", "line 1: lacks the column term")]
    [InlineData("signal_words.csv", "id,term,signal,source", "id,term,signal,source,colour", "line 1: has an unknown column colour")]
    [InlineData("lexicon.csv", "elephant-001,", "elephant-002,", "line 3: id is empty or stands twice")]
    [InlineData("lexicon.csv", "elephant-001,", ",", "line 2: id is empty")]
    [InlineData("lexicon.csv", "elephant-001,象牙,zh,", "elephant-001,象牙,chinese,", "line 2: script must be one of zh")]
    [InlineData("lexicon.csv", "elephant-001,象牙,zh,elephant,plain,strong,", "elephant-001,象牙,zh,elephant,plain,certain,", "line 2: tier must be one of strong, weak")]
    [InlineData("lexicon.csv", "elephant-001,象牙,zh,elephant,", "elephant-001,象牙,zh,unicorn,", "line 2: target \"unicorn\" is no group of species.csv")]
    [InlineData("lexicon.csv", "elephant-001,象牙,", "elephant-001,,", "line 2")]
    [InlineData("prohibited_words.csv", "heading-1-001,1,", "heading-1-001,20,", "line 2: heading is not in prohibited.csv")]
    [InlineData("prohibited.csv", "\n1,", "\n0,", "line 2: heading must be a number from 1 to 19")]
    [InlineData("prohibited.csv", ",prohibited-catalogue,", ",no-such-law,", "line 2: basis \"no-such-law\" is not in legal_bases.csv")]
    [InlineData("document_types.csv", "\nresidentId,", "\nresidentID,", "line 2: type must be one of")]
    [InlineData("document_types.csv", ",P3M,", ",3 months,", "line 3: validity must be asPrinted, none or a duration such as P3M")]
    [InlineData("document_types.csv", ",none,false,", ",none,true,", "line 10: expires must be false just where validity is none")]
    [InlineData("document_types.csv", "^[HM][0-9]{8}", "^([HM][0-9]{8}", "line 6: pattern is no regular expression")]
    [InlineData("document_types.csv", ",organisation18,", ",organisation17,", "line 10: numberRule must be one of pattern, residentId18")]
    [InlineData("document_types.csv", "\ntemporaryId,", "\nresidentId,", "line 3: residentId stands twice; document_types.csv:0: lacks a row for temporaryId")]
    [InlineData("species.csv", ",treatedAsLevel1,false,", ",treatedAsLevel1,no,", "line 2: wildOnly must be true or false")]
    [InlineData("signal_words.csv", "craft-form-001,手串,craftForm,", "craft-form-001,手串,craftForm,spare,", "line 2: has 5 fields instead of 4")]
    public void Load_BadRow_NamesFileLineAndReason(string file, string good, string bad, string reason)
    {
        Replace(file, good, bad);
        Refused(file, reason);
    }

    [Theory]
    [InlineData("\"name\": \"standard\",", "\"name\": \"standard\", \"colour\": \"red\",", "colour")]
    [InlineData("\"utcOffsetMinutes\": 480", "\"utcOffsetMinutes\": \"480\"", "line 3")]
    [InlineData("\"utcOffsetMinutes\": 480,", "", "utcOffsetMinutes")]
    [InlineData("{ \"kind\": \"realName\",", "{ \"kind\": \"realNames\",", "rules[0].kind: \"realNames\" is none of")]
    [InlineData("\"control.sample\": { \"severity\": \"info\", \"lane\": \"red\" }", "\"control.sample\": { \"severity\": \"info\", \"lane\": \"pink\" }", "outcomes.control.sample.lane: must be one of")]
    [InlineData("\"express-regulations-33\"", "\"express-regulations-99\"", "legalBasis: \"express-regulations-99\" is not in legal_bases.csv")]
    [InlineData("  \"rules\": [", "  \"rules\": [[", "line")]
    [InlineData("{ \"kind\": \"realName\", \"parameters\": { \"minorAge\": 16, \"letterGrams\": 500 } },", "null,", "rules[0]: is null")]
    [InlineData("{ \"severity\": \"info\", \"lane\": \"red\" }", "null", "outcomes.control.sample: is null")]
    [InlineData("\"utcOffsetMinutes\": 480,", "\"utcOffsetMinutes\": 480, \"utcOffsetMinutes\": 60,", "utcOffsetMinutes")]
    public void Load_BadPolicy_NamesPlaceAndReason(string good, string bad, string reason)
    {
        Replace("policy.json", good, bad);
        Refused("policy.json", reason);
    }

    private DocumentTypes Documents() => ReferenceData.Load(directory).Documents;

    private void Refused(string file, string reason)
    {
        var error = Assert.Throws<ReferenceDataException>(() => ReferenceData.Load(directory).Compile(RiskList.Empty));
        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private void Replace(string file, string good, string bad)
    {
        var path = Path.Combine(directory, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} no longer holds {good}");
        File.WriteAllText(path, text[..at] + bad + text[(at + good.Length)..]);
    }
}
