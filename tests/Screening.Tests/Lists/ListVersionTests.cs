using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class ListVersionTests
{
    /// <summary>The well-known inputs of the Certificate Transparency reference tests (RFC 6962 tree shape).</summary>
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_PublishedInputs_GivesPublishedRoots(int count, string root) =>
        Assert.Equal(root, ListVersion.Root([.. Inputs.Take(count).Select(i => SHA256.HashData([0, .. Convert.FromHexString(i)]))]));

    [Fact]
    public void Root_OfNothing_IsTheHashOfNothing() => Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ListVersion.Root([]));

    [Fact]
    public void Leaf_AnyChangedColumnOrSalt_Changes()
    {
        var entry = SampleParcel.Entry;
        RiskListEntry[] all =
        [
            entry,
            entry with { Id = "entry-2" },
            entry with { Value = "13900000102" },
            entry with { Name = "赵演一" },
            entry with { Phone = "13900000101" },
            entry with { IdNumber = "1234567" },
            entry with { OrganisationCode = "91350100M000100Y43" },
            entry with { Account = "qq:1" },
            entry with { Address = "x" },
            entry with { Source = "x" },
            entry with { Reason = "x" },
            entry with { LawfulBasis = "x" },
            entry with { Confidence = 1 },
            entry with { From = entry.From.AddDays(1) },
            entry with { Until = entry.Until.AddDays(1) },
            entry with { ReviewDate = entry.Until },
            entry with { Audience = Audience.Compliance },
            entry with { Kind = RiskListKind.Account },
        ];
        var json = new CanonicalJson();
        var leaves = all.Select(e => Convert.ToHexString(ListVersion.Leaf(e, [1], json))).Append(Convert.ToHexString(ListVersion.Leaf(entry, [2], json))).ToList();
        Assert.Equal(leaves.Count, leaves.Distinct().Count());
    }

    [Fact]
    public void FileSalt_SameKeyAndId_IsTheSame()
    {
        Assert.Equal(ListVersion.FileSalt([1], "a"), ListVersion.FileSalt([1], "a"));
        Assert.NotEqual(ListVersion.FileSalt([1], "a"), ListVersion.FileSalt([2], "a"));
        Assert.NotEqual(ListVersion.FileSalt([1], "a"), ListVersion.FileSalt([1], "b"));
    }
}
