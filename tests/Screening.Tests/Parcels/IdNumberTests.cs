using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Parcels;

/// <summary>Vectors of the public rules and of published examples; no number belongs to a known person.</summary>
public sealed class IdNumberTests
{
    [Theory]
    [InlineData(IdType.ResidentId, "11010519491231002X", IdNumberProblem.None)]
    [InlineData(IdType.ResidentId, "11010519491231002x", IdNumberProblem.None)]
    [InlineData(IdType.ResidentId, "１１０１０５ 19491231 002X", IdNumberProblem.None)]
    [InlineData(IdType.TemporaryId, "11010519491231002X", IdNumberProblem.None)]
    [InlineData(IdType.ResidentId, "360426199101010071", IdNumberProblem.None)]
    [InlineData(IdType.ResidentId, "230307196304054513", IdNumberProblem.CheckDigit)]
    [InlineData(IdType.ResidentId, "110105194912310021", IdNumberProblem.CheckDigit)]
    [InlineData(IdType.ResidentId, "1101051949123100", IdNumberProblem.Shape)]
    [InlineData(IdType.ResidentId, "1101051949123100XX", IdNumberProblem.Shape)]
    [InlineData(IdType.TemporaryId, "110105194912310021", IdNumberProblem.CheckDigit)]
    [InlineData(IdType.TemporaryId, "TR0000123", IdNumberProblem.Shape)]
    [InlineData(IdType.ResidentId, "011010519491231002", IdNumberProblem.Shape)]
    [InlineData(IdType.ResidencePermit, "8100001990010100", IdNumberProblem.Shape)]
    [InlineData(IdType.PermanentResidentCard, "AB1234567890123", IdNumberProblem.Shape)]
    [InlineData(IdType.PermanentResidentCard, "ABC12345678901X", IdNumberProblem.Shape)]
    [InlineData(IdType.Passport, "ABCDEFGHIJKLMNOPQRSTU", IdNumberProblem.Shape)]
    [InlineData(IdType.HkMacauPermit, "h12345678", IdNumberProblem.None)]
    [InlineData(IdType.HkMacauPermit, "H1234567", IdNumberProblem.Shape)]
    [InlineData(IdType.HkMacauPermit, "H123456789", IdNumberProblem.Shape)]
    [InlineData(IdType.TaiwanPermit, "1234567890", IdNumberProblem.None)]
    [InlineData(IdType.TaiwanPermit, "1234567890A", IdNumberProblem.None)]
    [InlineData(IdType.TaiwanPermit, "1234567", IdNumberProblem.Shape)]
    [InlineData(IdType.TaiwanPermit, "A12345678", IdNumberProblem.Shape)]
    [InlineData(IdType.Military, "军字", IdNumberProblem.Shape)]
    [InlineData(IdType.Military, "军字第1234567号!", IdNumberProblem.Shape)]
    [InlineData(IdType.Organisation, "91350100M000100Y4", IdNumberProblem.Shape)]
    [InlineData(IdType.Other, "证2026-0001", IdNumberProblem.None)]
    [InlineData(IdType.Other, "A1", IdNumberProblem.Shape)]
    [InlineData(IdType.Passport, "TR0000123", IdNumberProblem.None)]
    [InlineData(IdType.Passport, "1234", IdNumberProblem.Shape)]
    [InlineData(IdType.Passport, "护照123456", IdNumberProblem.Shape)]
    [InlineData(IdType.HkMacauPermit, "H12345678", IdNumberProblem.None)]
    [InlineData(IdType.HkMacauPermit, "M1234567890", IdNumberProblem.None)]
    [InlineData(IdType.HkMacauPermit, "X12345678", IdNumberProblem.Shape)]
    [InlineData(IdType.TaiwanPermit, "12345678", IdNumberProblem.None)]
    [InlineData(IdType.Military, "军字第1234567号", IdNumberProblem.None)]
    [InlineData(IdType.Organisation, "91350100M000100Y43", IdNumberProblem.None)]
    [InlineData(IdType.Organisation, "91110000101623741K", IdNumberProblem.None)]
    [InlineData(IdType.Organisation, "91350100M000100Y44", IdNumberProblem.CheckDigit)]
    [InlineData(IdType.Organisation, "91350100M000100I43", IdNumberProblem.Shape)]
    public void TryParse_Number_SaysWhatIsWrong(IdType type, string text, IdNumberProblem problem)
    {
        Assert.True(IdNumber.TryParse(type, text, SampleParcel.Documents, out var number));
        Assert.Equal((type, problem), (number!.Type, number.Problem));
    }

    [Fact]
    public void TryParse_AreaOfResidencePermit_FitsOnlyThatDocument()
    {
        var permit = WithCheckDigit("81000019900101001");
        Assert.Equal(IdNumberProblem.None, ProblemOf(IdType.ResidencePermit, permit));
        Assert.Equal(IdNumberProblem.Area, ProblemOf(IdType.ResidentId, permit));
        Assert.Equal(IdNumberProblem.Area, ProblemOf(IdType.ResidencePermit, "11010519491231002X"));
    }

    [Fact]
    public void TryParse_PermanentResidentCard_TakesBothGenerations()
    {
        Assert.Equal(IdNumberProblem.None, ProblemOf(IdType.PermanentResidentCard, WithCheckDigit("91100019900101001")));
        Assert.Equal(IdNumberProblem.None, ProblemOf(IdType.PermanentResidentCard, "ABC123456789012"));
        Assert.Equal(IdNumberProblem.Shape, ProblemOf(IdType.PermanentResidentCard, "11010519491231002X"));
    }

    [Theory]
    [InlineData("11010519990229001")]
    [InlineData("11010519991301001")]
    [InlineData("11010518991231001")]
    public void TryParse_ImpossibleBirthDate_IsSaid(string first17) =>
        Assert.Equal(IdNumberProblem.BirthDate, ProblemOf(IdType.ResidentId, WithCheckDigit(first17)));

    [Fact]
    public void TryParse_AnyOneDigitChanged_FailsTheCheckDigit()
    {
        const string Good = "360426199101010071";
        for (var i = 0; i < 17; i++)
        {
            // No area starts with a zero: that is no number at all.
            foreach (var digit in (i == 0 ? "123456789" : "0123456789").Where(d => d != Good[i]))
                Assert.Equal(IdNumberProblem.CheckDigit, ProblemOf(IdType.ResidentId, Good[..i] + digit + Good[(i + 1)..]));
        }
    }

    /// <summary>The check digit finds every pair of neighbours that changed places, whatever the number.</summary>
    [Fact]
    public void TryParse_AnyTwoNeighboursExchanged_FailsTheCheckDigit()
    {
        var random = new Random(20261127);
        for (var tries = 0; tries < 500; tries++)
        {
            var born = new DateOnly(1920, 1, 1).AddDays(random.Next(36_000));
            var good = WithCheckDigit($"53{random.Next(10_000):0000}{born:yyyyMMdd}{random.Next(1_000):000}");
            Assert.Equal(IdNumberProblem.None, ProblemOf(IdType.ResidentId, good));
            Assert.Equal(born, IdNumber.BornOn(IdType.ResidentId, good));
            var at = random.Next(1, 16);
            if (good[at] != good[at + 1])
                Assert.Equal(IdNumberProblem.CheckDigit, ProblemOf(IdType.ResidentId, good[..at] + good[at + 1] + good[at] + good[(at + 2)..]));
        }
    }

    [Fact]
    public void BornOn_DocumentWithoutABirthDate_IsNull()
    {
        Assert.Null(IdNumber.BornOn(IdType.Passport, "11010519491231002X"));
        Assert.Null(IdNumber.BornOn(IdType.PermanentResidentCard, "ABC123456789012"));
        Assert.Null(IdNumber.BornOn(IdType.ResidentId, "110105199902290011"));
    }

    [Fact]
    public void OrganisationCode_RemainderZero_HasCheckCharacterZero()
    {
        // A sum divisible by 31 must give "0", not a character beyond the alphabet.
        Assert.True(OrganisationCode.CheckDigitFits("000000000000000000"));
        Assert.False(OrganisationCode.CheckDigitFits("000000000000000001"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void TryParse_NothingOrTooLong_IsRefused(string? text) => Assert.False(IdNumber.TryParse(IdType.Other, text, SampleParcel.Documents, out _));

    [Fact]
    public void Key_SameNumberOtherSpelling_IsEqualAndShowsNothing()
    {
        Assert.True(IdNumber.TryParse(IdType.ResidentId, "11010519491231002x", SampleParcel.Documents, out var one));
        Assert.True(IdNumber.TryParse(IdType.ResidentId, "１１０１０５-19491231-002Ｘ", SampleParcel.Documents, out var other));
        Assert.Equal(one!.Key, other!.Key);
        Assert.DoesNotContain("1949", one.Key + one, StringComparison.Ordinal);
    }

    private static IdNumberProblem ProblemOf(IdType type, string text)
    {
        Assert.True(IdNumber.TryParse(type, text, SampleParcel.Documents, out var number));
        return number!.Problem;
    }

    /// <summary>The rule of GB 11643 spelled out again: the sum of digits times 2^(17 - position) modulo 11 gives 1 with the check digit.</summary>
    private static string WithCheckDigit(string first17)
    {
        var sum = first17.Select((digit, i) => (digit - '0') * (1L << (17 - i))).Sum();
        var check = (12 - (sum % 11)) % 11;
        return first17 + (check == 10 ? "X" : check.ToString());
    }
}
