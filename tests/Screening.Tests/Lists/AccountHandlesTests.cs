using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class AccountHandlesTests
{
    [Theory]
    [InlineData("wechat:Some_Name", "wechat:some_name")]
    [InlineData(" 微信号：some_name ", "wechat:some_name")]
    [InlineData("微信 some_name", "wechat:some_name")]
    [InlineData("ＷＸ：@some_name", "wechat:some_name")]
    [InlineData("VX:some_name", "wechat:some_name")]
    [InlineData("wxsome_name", "wxsome_name")]
    [InlineData("QQ：1000001", "qq:1000001")]
    [InlineData("扣扣1000001", "qq:1000001")]
    [InlineData("QQ号1000001", "qq:1000001")]
    [InlineData("QQ1000001", "qq:1000001")]
    [InlineData("qqfriend", "qqfriend")]
    [InlineData("1000001@qq.com", "qq:1000001")]
    [InlineData("闲鱼:演示卖家", "xianyu:演示卖家")]
    [InlineData("someone@example.org", "someoneexample.org")]
    [InlineData("forum:some:name", "forum:somename")]
    [InlineData("some_name", "some_name")]
    [InlineData("微信", "微信")]
    [InlineData("vx some_name", "wechat:some_name")]
    [InlineData("ＶＸ　some_name", "wechat:some_name")]
    [InlineData("wechat: some_name", "wechat:some_name")]
    [InlineData("wechat:ab-c1", "wechat:ab-c1")]
    [InlineData("wechat:ab—c1", "wechat:ab-c1")]
    [InlineData("wx-abc1", "wx-abc1")]
    [InlineData("wechat:-abc1-", "wechat:abc1")]
    [InlineData("wechat:139-0000-0555", "wechat:13900000555")]
    [InlineData("qq 1.000.001", "qq:1000001")]
    [InlineData("instagram:some.name", "instagram:some.name")]
    [InlineData("wechat:---", null)]
    [InlineData("wechat:", null)]
    [InlineData("★ ★", null)]
    [InlineData("", null)]
    public void Account_AsPeopleWriteIt_HasOneKey(string written, string? key) => Assert.Equal(key, ListKeys.Account(written));
}
