using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class RegistrationLookupTests
{
    private static readonly IdNumber SampleDocument = new(IdType.ResidentId, IdNumber.KeyOf("530102198503120118"), IdNumberProblem.None);

    [Fact]
    public void KeyOf_Document_WinsOverThePhone() =>
        Assert.Equal(new(SampleDocument.Key, null), RegistrationLookup.KeyOf(SampleParcel.Sender with { Document = SampleDocument }));

    [Fact]
    public void KeyOf_RealPhone_IsItsKey() => Assert.Equal(new(null, "+8613900000101"), RegistrationLookup.KeyOf(SampleParcel.Sender with { Phone = "139 0000 0101" }));

    [Theory]
    [InlineData("139****0101", null)]
    [InlineData("13900000101转12", null)]
    [InlineData("见面单", null)]
    [InlineData("13900000101", PhoneKind.Masked)]
    [InlineData("13900000101", PhoneKind.Virtual)]
    public void Answer_NoUsableKey_IsNotCheckableWhateverTheRegistryHolds(string phone, PhoneKind? kind)
    {
        var party = SampleParcel.Sender with { Phone = phone, PhoneKind = kind };
        Assert.False(RegistrationLookup.KeyOf(party).IsUsable);
        Assert.Equal(RegistryAnswer.NotCheckable, RegistrationLookup.Answer(party, [Record("赵演一", 1)]).Answer);
    }

    [Fact]
    public void Answer_NoRecord_IsNotFound() => Assert.Equal(RegistryAnswer.NotFound, RegistrationLookup.Answer(SampleParcel.Sender, []).Answer);

    [Fact]
    public void Answer_SeveralOnOnePhone_PrefersTheNameThenTheLatest()
    {
        Registration[] records = [Record("赵演一", 1, "a"), Record("钱演二", 3, "b"), Record("孙演三", 2, "c")];
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 0, 2] })
        {
            Registration[] shuffled = [.. order.Select(i => records[i])];
            Assert.Equal("赵演一", RegistrationLookup.Answer(SampleParcel.Sender, shuffled).Name);
            Assert.Equal("钱演二", RegistrationLookup.Answer(SampleParcel.Sender with { Name = "李演四" }, shuffled).Name);
        }
    }

    [Fact]
    public void Answer_SameNameAndDay_DoesNotDependOnOrder()
    {
        Registration[] records = [Record("赵演一", 1, "a"), Record("赵演一", 1, "b")];
        Assert.Equal(RegistrationLookup.Answer(SampleParcel.Sender, records), RegistrationLookup.Answer(SampleParcel.Sender, [.. records.Reverse()]));
    }

    [Fact]
    public void Answer_OneNumberOnTwoDocuments_PrefersTheDeclaredType()
    {
        Registration card = Record("赵演一", 1, SampleDocument.Key), temporary = card with { IdType = IdType.TemporaryId, RegisteredAt = SampleParcel.Now.AddDays(9) };
        var party = SampleParcel.Sender with { Document = SampleDocument };
        Assert.Equal(IdType.ResidentId, RegistrationLookup.Answer(party, [card, temporary]).IdType);
        Assert.Equal(IdType.ResidentId, RegistrationLookup.Answer(party, [temporary, card]).IdType);
        Assert.Equal(IdType.TemporaryId, RegistrationLookup.Answer(party with { Document = SampleDocument with { Type = IdType.TemporaryId } }, [card, temporary]).IdType);
    }

    [Fact]
    public void Answer_UnknownDocument_TakesTheRecordOfThatPhoneOnlyUnderTheSameName()
    {
        var party = SampleParcel.Sender with { Document = SampleDocument };
        Assert.Equal(new(null, "+8613900000101"), RegistrationLookup.SecondKeyOf(party));
        Assert.False(RegistrationLookup.SecondKeyOf(SampleParcel.Sender).IsUsable);
        Assert.Equal("sha256:0", RegistrationLookup.Answer(party, [], [Record("钱演二", 2, "sha256:1"), Record("赵演一", 1)]).NumberKey);
        Assert.Equal(RegistryAnswer.NotFound, RegistrationLookup.Answer(party, [], [Record("钱演二", 2)]).Answer);
    }

    [Fact]
    public void Answer_Record_CarriesWhatTheRulesNeed()
    {
        var record = Record("赵演一", 1) with { Status = RegistrationStatus.Lost, ValidUntil = new(2030, 1, 1), NumberKey = SampleDocument.Key, BornOn = new(1985, 3, 12) };
        var expected = new RegistrationFact
        {
            Answer = RegistryAnswer.Found,
            Name = "赵演一",
            IdType = IdType.ResidentId,
            NumberKey = SampleDocument.Key,
            Status = RegistrationStatus.Lost,
            ValidUntil = new(2030, 1, 1),
            RegisteredAt = record.RegisteredAt,
            BornOn = new(1985, 3, 12),
        };
        Assert.Equal(expected, RegistrationLookup.Answer(SampleParcel.Sender with { Document = SampleDocument }, [record]));
    }

    [Theory]
    [InlineData("李小明", "李小明", true)]
    [InlineData("李 小明", "李小明", true)]
    [InlineData("ＬＩ　ＭＩＮＧ", "Li Ming", true)]
    [InlineData("李小朋", "李小明", false)]
    [InlineData("李**", "李小明", true)]
    [InlineData("*小明", "李小明", true)]
    [InlineData("李*明", "李小明", true)]
    [InlineData("李＊明", "李小明", true)]
    [InlineData("李*", "李", false)]
    [InlineData("王**", "李小明", false)]
    [InlineData("李*朋", "李小明", false)]
    [InlineData("***", "李小明", true)]
    [InlineData("。。", "李小明", false)]
    [InlineData("", "李小明", false)]
    [InlineData("李小明", "", false)]
    [InlineData("*", "", false)]
    public void PersonNames_Agree_ComparesWhatIsVisible(string declared, string registered, bool agree) => Assert.Equal(agree, PersonNames.Agree(declared, registered));

    private static Registration Record(string name, int day, string key = "sha256:0") =>
        new(IdType.ResidentId, key, name, "+8613900000101", SampleParcel.Now.AddDays(day), new(2032, 1, 15), RegistrationStatus.Active);
}
