using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70_000)]
    [InlineData(200_000)]
    public void Find_EveryKey_GivesAtLeastItsNumbers(int count)
    {
        var random = new Random(count);
        // Few hashes, so that many numbers share one; some differ only in bits that the table does not keep.
        var hashes = Enumerable.Range(0, Math.Max(1, count / 3)).Select(_ => (ulong)random.NextInt64() << random.Next(2)).ToArray();
        var expected = new Dictionary<ulong, HashSet<int>>();
        var builder = new KeyTable.Builder();
        for (var number = 0; number < count; number++)
        {
            var hash = hashes[random.Next(hashes.Length)];
            builder.Add(hash, number);
            (expected.TryGetValue(hash, out var numbers) ? numbers : expected[hash] = []).Add(number);
        }

        var table = builder.Build();
        foreach (var (hash, numbers) in expected)
            Assert.Superset(numbers, table.Find(hash).ToArray().ToHashSet());
        var strangers = Enumerable.Range(0, 1_000).Count(_ => !table.Find((ulong)random.NextInt64()).IsEmpty);
        Assert.InRange(strangers, 0, 5);
    }

    [Fact]
    public void PackedEntries_EveryField_ComesBack()
    {
        var full = SampleParcel.Entry with
        {
            Name = "",
            Phone = "+86 139",
            IdNumber = "x",
            OrganisationCode = "码",
            Account = "wechat:\uD800",
            Address = new string('路', 3_000),
            ReviewDate = DateOnly.MinValue,
            Audience = Screening.Decisions.Audience.Compliance,
            From = DateOnly.MinValue,
            Until = DateOnly.MaxValue,
        };
        RiskListEntry[] entries = [SampleParcel.Entry, full, full with { Id = new string('x', 3_000_000) }, SampleParcel.Entry with { Source = "another" }];
        var packed = new PackedEntries();
        foreach (var entry in entries)
            packed.Add(entry);
        packed.Close();
        Assert.Equal(entries, Enumerable.Range(0, packed.Count).Select(i => packed[i]));
    }
}
