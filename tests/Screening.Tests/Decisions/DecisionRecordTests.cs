using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Screening.Tests.Decisions;

public sealed class DecisionRecordTests
{
    private static readonly DecisionIds Ids = new("018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002", "018f0000-0000-7000-8000-000000000003");
    private static readonly byte[] Salt = [.. Enumerable.Range(0, DecisionRecord.SaltBytes).Select(i => (byte)i)];

    [Fact]
    public void Public_AfterErasure_StillGivesItsLeaf()
    {
        var (publicPart, _, _) = Record();
        // All that is left once facts, findings, salt and content hash are erased.
        var kept = publicPart.ToArray();
        Assert.Equal(DecisionRecord.Hash(publicPart), DecisionRecord.Hash(kept));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([0, .. kept])), DecisionRecord.Hash(kept));
    }

    [Fact]
    public void Public_HoldsNoPersonalDataAndNoUnsaltedHash()
    {
        var (publicPart, _, decision) = Record();
        var text = Encoding.UTF8.GetString(publicPart);
        string[] personal = [SampleParcel.Sender.Name, SampleParcel.Sender.Phone, SampleParcel.Sender.Address!, SampleParcel.Recipient.Name, "虎骨", SampleParcel.Waybill.Number, decision.ContentHash, SampleParcel.Registered.NumberKey!];
        Assert.All(personal, p => Assert.DoesNotContain(p, text, StringComparison.Ordinal));
        using var document = JsonDocument.Parse(publicPart);
        Assert.Equal(["contents.wildlife"], document.RootElement.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!));
    }

    [Fact]
    public void Commitment_AnyAlteredByte_NoLongerOpens()
    {
        var (publicPart, erasable, _) = Record();
        using var document = JsonDocument.Parse(publicPart);
        var commitment = document.RootElement.GetProperty("commitment").GetString();
        Assert.Equal(commitment, DecisionRecord.Commit(Salt, erasable));
        for (var i = 0; i < erasable.Length; i += 7)
        {
            var altered = erasable.ToArray();
            altered[i] ^= 1;
            Assert.NotEqual(commitment, DecisionRecord.Commit(Salt, altered));
        }

        Assert.NotEqual(commitment, DecisionRecord.Commit([.. Salt[..31], 0xFF], erasable));
    }

    [Fact]
    public void Hash_AnyAlteredPublicMember_Changes()
    {
        var (publicPart, _, decision) = Record();
        var other = new CanonicalJson();
        DecisionRecord.WritePublic(other, Ids, decision with { Lane = Lane.Green }, DecisionRecord.Commit(Salt, [1]));
        Assert.NotEqual(DecisionRecord.Hash(publicPart), DecisionRecord.Hash(other.Written));
    }

    private static (byte[] Public, byte[] Erasable, Decision Decision) Record()
    {
        var facts = SampleParcel.Declaring("虎骨");
        var decision = SampleParcel.Screen(facts);
        var json = new CanonicalJson();
        DecisionContent.Write(json, facts, decision, SampleParcel.Undrawn);
        var erasable = json.Written.ToArray();
        json.Clear();
        DecisionRecord.WritePublic(json, Ids, decision, DecisionRecord.Commit(Salt, erasable));
        return (json.Written.ToArray(), erasable, decision);
    }
}
