using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class WrittenNumbersTests
{
    [Theory]
    [InlineData("13900000201", "13900000201")]
    [InlineData("翟某13900000201", "13900000201")]
    [InlineData("请联系 １３９-0000-０２０１，谢谢", "13900000201")]
    [InlineData("139 0000 0201转", "13900000201")]
    [InlineData("139 - 0000 - 0201", "13900000201")]
    [InlineData("+86 139.0000.0201", "13900000201")]
    [InlineData("008613900000201", "13900000201")]
    [InlineData("013900000201", "13900000201")]
    [InlineData("样例路12号3栋501 13900000201", "13900000201")]
    [InlineData("样例路12号 501,13900000201/13900000202", "13900000201 13900000202")]
    [InlineData("一三九零零零零零二零一", "13900000201")]
    [InlineData("幺三九〇〇〇〇〇贰〇1", "13900000201")]
    [InlineData("王一13900000201", "13900000201")]
    [InlineData("13900000201三栋", "13900000201")]
    [InlineData("530102198503120118", "530102198503120118")]
    [InlineData("证件：５３０１０２ 19850312 0118。", "530102198503120118")]
    [InlineData("11010519491231002x", "11010519491231002X")]
    [InlineData("1 3 9 0 0 0 0 0 2 0 1", "13900000201")]
    [InlineData("电1、3、9、零、0、0、0、0、2、0、1话", "13900000201")]
    [InlineData("12 1 39 00 00 02 0 1", "13900000201")]
    [InlineData("1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2", "")]
    [InlineData("2202022005031200", "")]
    [InlineData("证220202200503220007号", "220202200503220007")]
    [InlineData("530102198503120119", "")]
    [InlineData("11010519491231003x", "")]
    [InlineData("1390000020", "")]
    [InlineData("139000002011", "")]
    [InlineData("913900000201", "")]
    [InlineData("12900000201", "")]
    [InlineData("139****0201", "")]
    [InlineData("139号0000号0201", "")]
    [InlineData("请轻放", "")]
    [InlineData("云南省昆明市盘龙区样例路12号3栋2单元501室", "")]
    [InlineData("", "")]
    public void MoveNext_Text_GivesTheNumbersInIt(string text, string numbers)
    {
        var found = new List<string>();
        var written = new WrittenNumbers(text);
        while (written.MoveNext())
        {
            Assert.Equal(written.Current.Length > 11, written.IsIdNumber);
            found.Add(written.Current.ToString());
        }

        Assert.Equal(numbers, string.Join(' ', found));
        Assert.True(found.Count == 0 || WrittenNumbers.MayHold(text));
    }

    /// <summary>The glance that spares nearly all texts the reading.</summary>
    [Theory]
    [InlineData("云南省昆明市盘龙区样例路131号3栋2单元1501室")]
    [InlineData("中山一路151号院3号楼13-5-1301")]
    [InlineData("请轻放，一件，谢谢，放门卫一号窗口")]
    public void MayHold_OrdinaryText_False(string text) => Assert.False(WrittenNumbers.MayHold(text));

    [Fact]
    public void MoveNext_AnyText_EndsWithinIt()
    {
        const string Parts = "01356789１３９一三九〇xX -，号 ";
        var random = new Random(20261127);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Parts[random.Next(Parts.Length)]));
            var written = new WrittenNumbers(text);
            for (var found = 0; written.MoveNext(); found++)
                Assert.True(found < 60 && written.Current.Length is 11 or 18 && (WrittenNumbers.MayHold(text) || (written.IsIdNumber && text.AsSpan().ContainsAny("一三九〇"))), text);
        }
    }
}
