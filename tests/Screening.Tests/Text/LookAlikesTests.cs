using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Tests.Text;

public sealed class LookAlikesTests
{
    [Theory]
    [InlineData('象', '像')]
    [InlineData('甲', '申')]
    [InlineData('鳞', '磷')]
    [InlineData('未', '末')]
    [InlineData('明', '朋')]
    [InlineData('晶', '品')]
    [InlineData('鸟', '乌')]
    [InlineData('象', '橡')]
    [InlineData('木', '本')]
    [InlineData('猫', '描')]
    public void Alike_Known_Both(char one, char other)
    {
        Assert.True(LookAlikes.Alike(one, other));
        Assert.True(LookAlikes.Alike(other, one));
    }

    [Theory]
    [InlineData('象', '牙')]
    [InlineData('象', '象')]
    [InlineData('x', '×')]
    public void Alike_Others_Not(char one, char other) => Assert.False(LookAlikes.Alike(one, other));

    [Fact]
    public void Of_EveryCharacter_Symmetric()
    {
        for (var c = 0x4E00; c < 0xA000; c++)
        {
            foreach (var other in LookAlikes.Of((char)c))
                Assert.Contains((char)c, LookAlikes.Of(other).ToArray());
        }
    }
}
