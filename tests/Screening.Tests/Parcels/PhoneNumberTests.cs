using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Parcels;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13900000001", "+8613900000001")]
    [InlineData("139 0000 0001", "+8613900000001")]
    [InlineData("139-0000-0001", "+8613900000001")]
    [InlineData("１３９０００００００１", "+8613900000001")]
    [InlineData("＋８６１３９０００００００１", "+8613900000001")]
    [InlineData("+86 139 0000 0001", "+8613900000001")]
    [InlineData("+86-13900000001", "+8613900000001")]
    [InlineData("(+86)13900000001", "+8613900000001")]
    [InlineData("（+86）139 0000 0001", "+8613900000001")]
    [InlineData("0086 13900000001", "+8613900000001")]
    [InlineData("8613900000001", "+8613900000001")]
    [InlineData("013900000001", "+8613900000001")]
    [InlineData("0871-63112345", "+8687163112345")]
    [InlineData("(0871) 6311 2345", "+8687163112345")]
    [InlineData("+86 871 63112345", "+8687163112345")]
    [InlineData("+86 0871 63112345", "+8687163112345")]
    [InlineData("010-65529988", "+861065529988")]
    [InlineData("+86 10 6552 9988", "+861065529988")]
    [InlineData("0871-63112345 转 801", "+8687163112345")]
    [InlineData("0871-6311-2345-801", "+8687163112345")]
    [InlineData("0871-63112345 ext. 801", "+8687163112345")]
    [InlineData("400-820-8820", "+864008208820")]
    [InlineData("4008208820转1", "+864008208820")]
    [InlineData("13900000001*", "+8613900000001")]
    [InlineData("**13900000001x", "+8613900000001")]
    [InlineData("+86 13900000001*", "+8613900000001")]
    [InlineData("95338", "95338")]
    [InlineData("63112345", "63112345")]
    [InlineData("+1 (202) 555-0147", "+12025550147")]
    [InlineData("0044 20 7946 0018", "+442079460018")]
    [InlineData("+852 2123 4567", "+85221234567")]
    public void TryParse_RealNumber_HasOneKeyForEverySpelling(string text, string key)
    {
        Assert.True(PhoneNumber.TryParse(text, out var number));
        Assert.Equal((PhoneKind.Real, key), (number.Kind, number.Key));
    }

    [Theory]
    [InlineData("13900000001转1234")]
    [InlineData("13900000001 轉 1234")]
    [InlineData("13900000001,1234")]
    [InlineData("13900000001，1234")]
    [InlineData("13900000001#1234")]
    [InlineData("13900000001 ext 1234")]
    [InlineData("13900000001 EXT.1234")]
    [InlineData("13900000001x1234")]
    [InlineData("13900000001 X 1234")]
    [InlineData("13900000001-1234")]
    [InlineData("+86 139-0000-0001-1234")]
    [InlineData("8613900000001-1234")]
    public void TryParse_MobileWithExtension_IsVirtualAndKeepsTheExtension(string text)
    {
        Assert.True(PhoneNumber.TryParse(text, out var number));
        Assert.Equal((PhoneKind.Virtual, "+8613900000001;ext=1234"), (number.Kind, number.Key));
    }

    [Theory]
    [InlineData("138****0001")]
    [InlineData("138******32")]
    [InlineData("138＊＊＊＊0001")]
    [InlineData("138xxxx0001")]
    [InlineData("138XXXX0001")]
    [InlineData("1381234xxxx")]
    [InlineData("1381234****")]
    [InlineData("+86 138****0001")]
    [InlineData("1380000000*")]
    [InlineData("1380000000x")]
    public void TryParse_HiddenDigits_IsMaskedAndHasNoKey(string text)
    {
        Assert.True(PhoneNumber.TryParse(text, out var number));
        Assert.Equal((PhoneKind.Masked, null), (number.Kind, number.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1234")]
    [InlineData("电话见单")]
    [InlineData("139000000012")]
    [InlineData("++8613900000001")]
    [InlineData("13900000001转")]
    [InlineData("+0123456789")]
    [InlineData("1390000000a")]
    [InlineData("***")]
    [InlineData("1390000000113900000002")]
    [InlineData("139٠٠٠٠٠٠٠1")]
    public void TryParse_NoNumber_IsRefused(string? text) => Assert.False(PhoneNumber.TryParse(text, out _));

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndReadsItsKeyAsItself()
    {
        const string Alphabet = "0123456789013800186+-*xX转#,( )（）.ext　８９";
        var random = new Random(20261122);
        for (var round = 0; round < 50_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 70)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (PhoneNumber.TryParse(text, out var number) && number.Key is { } key)
            {
                Assert.True(PhoneNumber.TryParse(key.Replace(";ext=", "转", StringComparison.Ordinal), out var again), text);
                Assert.Equal((key, number.Kind), (again.Key, again.Kind));
            }
        }
    }

    [Fact]
    public void ToString_AnyNumber_ShowsNoDigit()
    {
        Assert.True(PhoneNumber.TryParse("13900000001", out var number));
        Assert.DoesNotContain(number.ToString(), char.IsAsciiDigit);
    }
}
