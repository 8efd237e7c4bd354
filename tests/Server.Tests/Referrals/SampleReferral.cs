using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Referrals;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>The material of an invented referral, with a decision record made by the core's own code.</summary>
internal static class SampleReferral
{
    public const string Reference = "LS-2026-000042";
    public const string Description = "红木工艺品，含犀角\u200B雕件一件";

    /// <summary>Entries of the invented list; the second is the one that matched.</summary>
    public static readonly string[] ListedIds = ["entry-1", "entry-7", "entry-9"];

    private static readonly byte[] EntrySalt = new byte[32];
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static ReferralMaterial Create(string? note = null, bool chained = true)
    {
        var json = new CanonicalJson();
        var (facts, decision, seed) = (Facts(), Decision(), new byte[16]);
        var contentHash = DecisionContent.Hash(json, facts, decision, seed);
        json.Clear();
        DecisionContent.Write(json, facts, decision, seed);
        var content = json.Written.ToArray();
        var salt = Enumerable.Range(0, DecisionRecord.SaltBytes).Select(i => (byte)i).ToArray();
        json.Clear();
        var id = Guid.Parse("0199d7a0-0000-7000-8000-000000000001");
        DecisionRecord.WritePublic(json, new(id.ToString(), "0199d7a0-0000-7000-8000-000000000002", "0199d7a0-0000-7000-8000-000000000003"), decision, DecisionRecord.Commit(salt, content));
        var publicPart = json.Written.ToArray();
        return new()
        {
            Reference = Reference,
            CreatedAt = Now.AddHours(2),
            CreatedBy = "compliance",
            Note = note,
            CaseId = Guid.Parse("0199d7a0-0000-7000-8000-000000000004"),
            Alert = new(Guid.Parse("0199d7a0-0000-7000-8000-000000000005"), "KMG-01", 17, "contents", new("申报内容可疑", "Suspicious contents"), Now),
            Decision = new()
            {
                Id = id,
                PublicPart = publicPart,
                Hash = DecisionRecord.Hash(publicPart),
                Salt = salt,
                Content = content,
                ContentHash = contentHash,
                Chain = chained ? new(1234, new string('1', 64), Convert.ToHexStringLower(SHA256.HashData([1]))) : null,
            },
            Entries = [Entry()],
            Suppressions = [Aside()],
            LegalBases =
            [
                new("wildlife-34", "中华人民共和国野生动物保护法", "Wildlife Protection Law", "2022", "34", "寄递野生动物及其制品须持有并附有证明。", "Posting wildlife or its products needs papers.", true, "2026-11-22", "law text"),
            ],
            Timeline =
            [
                new(Now.AddMinutes(-20), "waybill.created", new("运单登记", "Waybill received"), null, null),
                new(Now, "scan.acceptance", new("收寄扫描", "Scanned on acceptance"), "courier", "handheld-3"),
                new(Now, "decision.made", new("自动判定", "Decided by the system"), null, null),
                new(Now.AddMinutes(3), "alert.acknowledged", new("接收预警", "Alert acknowledged"), "supervisor", "已通知复检"),
            ],
            SigningFingerprint = new string('f', 64),
        };
    }

    /// <summary>The second of three entries: its path has two neighbours.</summary>
    private static ProvedEntry Entry()
    {
        var entry = new RiskListEntry
        {
            Id = "entry-7",
            Kind = RiskListKind.Phone,
            Value = "13800138000",
            Name = "李䶮",
            Source = "网络巡查 2026-10",
            Reason = "多次发布象牙制品广告",
            LawfulBasis = "野生动物保护法",
            Confidence = 9500,
            From = new(2026, 1, 1),
            Until = new(2027, 1, 1),
        };
        var json = new CanonicalJson();
        var leaves = ListedIds.Select(id => ListVersion.Leaf(entry with { Id = id }, EntrySalt, json)).ToList();
        json.Clear();
        ListVersion.Write(json, entry);
        return new() { Entry = entry, Canonical = json.Written.ToArray(), Salt = EntrySalt, Index = 1, Count = 3, Path = ListVersion.Path(leaves, 1) };
    }

    /// <summary>The only one, behind the three entries: its path begins with the third of them.</summary>
    private static ProvedSuppression Aside()
    {
        var suppression = new Suppression
        {
            Id = "0199d7a0-0000-7000-8000-000000000006",
            EntryId = "entry-9",
            PhoneKey = "13800138000",
            Reason = "核对证件，并非此人",
            Author = "officer",
            Until = new(2027, 1, 1),
        };
        var json = new CanonicalJson();
        var leaves = ListedIds.Select(id => ListVersion.Leaf(Entry().Entry with { Id = id }, EntrySalt, json)).Append(ListVersion.Leaf(suppression, EntrySalt, json)).ToList();
        json.Clear();
        ListVersion.Write(json, suppression);
        return new() { Suppression = suppression, Canonical = json.Written.ToArray(), Salt = EntrySalt, Index = 3, Count = 4, Path = ListVersion.Path(leaves, 3) };
    }

    private static ParcelFacts Facts() => new()
    {
        Depot = "KMG-01",
        Scan = ScanKind.Acceptance,
        Waybill = new()
        {
            Number = "SF1390000000017",
            Carrier = "SF",
            Depot = "KMG-01",
            Sender = new()
            {
                Name = "李䶮",
                Phone = "13800138000",
                Address = "云南省昆明市官渡区某某路 1 号",
                Accounts = ["wechat:example"],
                Agent = new() { Name = "张㛃", Phone = "13900139000" },
            },
            Recipient = new() { Name = "王堃", Phone = "138******32", Address = "广东省广州市越秀区某某街 2 号" },
            Items =
            [
                new() { Description = Description, Nature = "handicraft", Quantity = 1, Unit = "件", Weight = 1200, Value = new("300.00", "CNY") },
                new() { Description = "包装盒", Quantity = 2 },
            ],
            Weight = 1250,
            Size = [300, 200, 150],
            Pieces = 1,
            Remarks = "',\"<script>",
            CreatedAt = Now.AddMinutes(-30),
        },
    };

    private static Decision Decision() => new()
    {
        Lane = Lane.Hold,
        Instruction = Instruction.StopAndSecure,
        Courier = new(Shown.Red, Instruction.InspectThoroughly),
        PolicyVersion = new string('a', 64),
        ListVersion = new string('b', 64),
        EngineVersion = "1",
        DecidedAt = Now,
        ContentHash = "",
        Findings =
        [
            new()
            {
                Check = Check.Contents,
                Code = "contents.wildlifeStrong",
                Severity = Severity.High,
                Lane = Lane.Red,
                Instruction = Instruction.InspectThoroughly,
                Field = "items[0].description",
                Text = "犀角",
                Start = 7,
                Length = 2,
                Explanation = new("申报内容含“犀角”。", "The declaration says rhino horn."),
                LegalBasis = "wildlife-34",
                Entry = "rhino-horn-1",
                Score = 10_000,
                Tier = "exact",
            },
            new()
            {
                Check = Check.RiskList,
                Code = "riskList.phone",
                Severity = Severity.Critical,
                Lane = Lane.Hold,
                Instruction = Instruction.StopAndSecure,
                Party = PartyRole.Sender,
                Field = "sender.phone",
                Explanation = new("寄件人电话在风险名单上。", "The sender's phone is on the risk list."),
                Entry = "entry-7",
                Score = 9_500,
                Tier = "key",
            },
        ],
    };
}
