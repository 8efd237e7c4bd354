using System.Globalization;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Referrals;

/// <summary>What was found and on what grounds: each finding with the whole text it was found in, the matched part marked.</summary>
internal static class FindingsChapter
{
    /// <summary>Scores and confidences are whole numbers of ten-thousandths inside.</summary>
    private const decimal Whole = 10_000m;

    public static IEnumerable<DossierBlock> Findings(JsonElement findings, JsonElement waybill, IReadOnlyList<LegalBasis> bases)
    {
        yield return new DossierBlock.Heading(new("发现", "Findings"));
        yield return findings.GetArrayLength() == 0
            ? new DossierBlock.Paragraph(new("没有发现。", "There are no findings."))
            : new DossierBlock.Paragraph(new("原文中标黄的部分为命中内容。", "What was matched is marked in yellow in the original text."));
        var number = 0;
        foreach (var finding in findings.EnumerateArray())
        {
            number++;
            var check = Wording.Of("check", finding.GetProperty("check").GetString()!);
            yield return new DossierBlock.Heading(new($"{number}. {check.Zh}", check.En), 2);
            yield return new DossierBlock.Facts(Facts(finding, waybill, bases));
        }
    }

    public static IEnumerable<DossierBlock> Entries(IReadOnlyList<ProvedEntry> entries)
    {
        if (entries.Count == 0)
            yield break;
        yield return new DossierBlock.Heading(new("命中的名单条目", "Risk list entries that matched"));
        foreach (var proved in entries)
        {
            var entry = proved.Entry;
            List<DossierFact> facts =
            [
                new(new("条目", "Entry"), new DossierValue.Code(entry.Id)),
                new(new("类别", "Kind"), new DossierValue.Said(Wording.Of("kind", EnumText<RiskListKind>.Of(entry.Kind)))),
                new(new("内容", "Value"), new DossierValue.Original(entry.Value)),
            ];
            (LocalizedText Label, string? Text)[] more =
            [
                (new("姓名", "Name"), entry.Name),
                (new("电话", "Phone"), entry.Phone),
                (new("证件号码", "Document number"), entry.IdNumber),
                (new("统一社会信用代码", "Organisation code"), entry.OrganisationCode),
                (new("网络账号", "Account"), entry.Account),
                (new("地址", "Address"), entry.Address),
            ];
            facts.AddRange(more.Where(item => item.Text is not null).Select(item => new DossierFact(item.Label, new DossierValue.Original(item.Text!))));
            facts.AddRange(
            [
                new(new("来源", "Source"), new DossierValue.Original(entry.Source)),
                new(new("列入原因", "Reason"), new DossierValue.Original(entry.Reason)),
                new(new("依据", "Lawful basis"), new DossierValue.Original(entry.LawfulBasis)),
                new(new("可信度（0–1）", "Confidence (0–1)"), new DossierValue.Original(Share(entry.Confidence))),
                new(new("有效期", "In force"), new DossierValue.Original($"{Day(entry.From)} – {Day(entry.Until)}")),
                Place(proved),
            ]);
            yield return new DossierBlock.Facts(facts);
        }
    }

    /// <summary>Who the person is stands in the findings; here is who said so, and why.</summary>
    public static IEnumerable<DossierBlock> Suppressions(IReadOnlyList<ProvedSuppression> suppressions)
    {
        if (suppressions.Count == 0)
            yield break;
        yield return new DossierBlock.Heading(new("人工排除（判定时有效）", "Hits set aside by a person, in force when it was decided"));
        foreach (var proved in suppressions)
        {
            var suppression = proved.Suppression;
            yield return new DossierBlock.Facts(
            [
                new(new("条目", "Entry"), new DossierValue.Code(suppression.EntryId)),
                new(new("排除理由", "Reason"), new DossierValue.Original(suppression.Reason)),
                new(new("排除人", "Set aside by"), new DossierValue.Original(suppression.Author)),
                new(new("识别依据", "The person is known by"), new DossierValue.Said(suppression.NumberKey is null ? new("电话", "phone") : new("证件", "document"))),
                new(new("有效期至", "Until"), new DossierValue.Original(Day(suppression.Until))),
                new(new("编号", "Number"), new DossierValue.Code(suppression.Id)),
                Place(proved),
            ]);
        }
    }

    private static DossierFact Place(ProvedLeaf proved) => new(new("名单中的位置", "Place in the list"), new DossierValue.Said(new(
        string.Create(CultureInfo.InvariantCulture, $"第 {proved.Index + 1} 位，共 {proved.Count} 位（条目在前，人工排除在后）；证明见 dossier.json"),
        string.Create(CultureInfo.InvariantCulture, $"{proved.Index + 1} of {proved.Count}, entries first, then people set aside; its proof is in dossier.json"))));

    public static IEnumerable<DossierBlock> LegalBases(IReadOnlyList<LegalBasis> bases)
    {
        if (bases.Count == 0)
            yield break;
        yield return new DossierBlock.Heading(new("法律依据", "Legal bases"));
        yield return new DossierBlock.Table(
            [new(new("法律法规", "Law"), 5), new(new("版本", "Revision"), 2), new(new("条款", "Article"), 2), new(new("要点", "Summary"), 8), new(new("已核对", "Verified"), 2)],
            [
                .. bases.Select(basis => (DossierValue[])
                [
                    new DossierValue.Said(new(basis.LawZh, basis.LawEn)),
                    new DossierValue.Original(basis.Revision),
                    new DossierValue.Original(basis.Article),
                    new DossierValue.Said(new(basis.SummaryZh, basis.SummaryEn)),
                    new DossierValue.Said(basis.Verified ? new("是", "yes") : new("待核", "not yet")),
                ]),
            ]);
    }

    private static List<DossierFact> Facts(JsonElement finding, JsonElement waybill, IReadOnlyList<LegalBasis> bases)
    {
        List<DossierFact> facts =
        [
            new(new("说明", "Explanation"), new DossierValue.Said(new(finding.GetProperty("explanation").GetProperty("zh").GetString()!, finding.GetProperty("explanation").GetProperty("en").GetString()!))),
            new(new("严重程度", "Severity"), Wording.Of("severity", finding)),
            new(new("代码", "Code"), new DossierValue.Code(finding.GetProperty("code").GetString()!)),
        ];
        if (finding.TryGetProperty("party", out _))
            facts.Add(new(new("当事人", "Party"), Wording.Of("party", finding)));
        if (finding.TryGetProperty("field", out var field))
            facts.Add(Original(field.GetString()!, finding, waybill));
        if (finding.TryGetProperty("entry", out var entry))
            facts.Add(new(new("命中条目", "Entry"), new DossierValue.Code(entry.GetString()!)));
        if (finding.TryGetProperty("tier", out var tier))
            facts.Add(new(new("匹配方式", "Match"), new DossierValue.Said(Wording.Of("match", tier.GetString()!))));
        if (finding.TryGetProperty("score", out var score))
            facts.Add(new(new("得分（0–1）", "Score (0–1)"), new DossierValue.Original(Share(score.GetInt32()))));
        if (finding.TryGetProperty("legalBasis", out var id))
            facts.Add(new(new("法律依据", "Legal basis"), Basis(id.GetString()!, bases)));
        return facts;
    }

    /// <summary>The declared text that a finding points at, with its span marked; where the finding points at a group of fields, its path.</summary>
    private static DossierFact Original(string path, JsonElement finding, JsonElement waybill)
    {
        var label = new LocalizedText("原文", $"Original text ({path})");
        if (FieldPath.Find(waybill, path) is not { ValueKind: JsonValueKind.String } element)
            return new(new("字段", "Field"), new DossierValue.Code(path));
        IReadOnlyList<DossierSpan> marks = finding.TryGetProperty("start", out var start) && finding.TryGetProperty("length", out var length)
            ? [new(start.GetInt32(), length.GetInt32())]
            : [];
        return new(label, new DossierValue.Original(element.GetString()!, marks));
    }

    private static DossierValue Basis(string id, IReadOnlyList<LegalBasis> bases) =>
        bases.FirstOrDefault(basis => basis.Id == id) is { } basis
            ? new DossierValue.Said(new($"《{basis.LawZh}》（{basis.Revision}）第 {basis.Article} 条", $"{basis.LawEn} ({basis.Revision}), art. {basis.Article}"))
            : new DossierValue.Code(id);

    private static string Share(int value) => (value / Whole).ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
