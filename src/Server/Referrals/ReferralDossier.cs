using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Puts the material of a referral in the order an officer reads it: who, what, why, when, and how to check all of it.</summary>
internal sealed class ReferralDossier
{
    private static readonly LocalizedText Title = new("线索移交（报案材料）", "Referral to the investigating authority");
    private static readonly LocalizedText Marking = new("内含个人信息，仅供办案机关使用", "Contains personal data, for the investigating authority only");

    private readonly ReferralMaterial material;
    private readonly byte[] dossierJson;
    private readonly IReadOnlyList<DossierAttachment> files;
    private readonly List<DossierBlock> blocks = [];

    private ReferralDossier(ReferralMaterial material)
    {
        this.material = material;
        var parts = DossierJson.Parts(material);
        dossierJson = DossierJson.Write(material, parts);
        files = [new(DossierJson.FileName, "application/json", new("本材料的机器可读形式", "This referral in machine-readable form"), dossierJson), .. parts];
    }

    public static (Dossier Dossier, string JsonHash) Compose(ReferralMaterial material)
    {
        var composer = new ReferralDossier(material);
        return (composer.Compose(), composer.JsonHash);
    }

    private string JsonHash => Convert.ToHexStringLower(SHA256.HashData(dossierJson));

    private Dossier Compose()
    {
        using var content = JsonDocument.Parse(material.Decision.Content);
        var (facts, decision) = (content.RootElement.GetProperty("facts"), content.RootElement.GetProperty("decision"));
        var waybill = facts.GetProperty("waybill");
        AddStatement();
        blocks.AddRange(WaybillChapter.Parties(waybill, facts));
        blocks.AddRange(WaybillChapter.Waybill(waybill, facts));
        blocks.AddRange(FindingsChapter.Findings(decision.GetProperty("findings"), waybill, material.LegalBases));
        blocks.AddRange(FindingsChapter.Entries(material.Entries));
        blocks.AddRange(FindingsChapter.Suppressions(material.Suppressions));
        blocks.AddRange(FindingsChapter.LegalBases(material.LegalBases));
        AddTimeline();
        blocks.AddRange([Heading("照片", "Photos"), Paragraph("未附照片。", "No photos attached.")]);
        AddRecord(decision);
        AddFiles();
        AddChecking();
        return new(material.Reference, Title, Marking, material.CreatedAt, Seal(waybill, decision), blocks, files);
    }

    private DossierSeal Seal(JsonElement waybill, JsonElement decision) => new(
        $"{material.Reference} sha256:{JsonHash}",
        new("编号与 dossier.json 的 SHA-256", "Reference and SHA-256 of dossier.json"),
        [
            new(new("编号", "Reference"), new DossierValue.Code(material.Reference)),
            new(new("生成时间", "Created"), new DossierValue.Instant(material.CreatedAt)),
            new(new("经办人", "Prepared by"), new DossierValue.Original(material.CreatedBy)),
            new(new("网点", "Depot"), new DossierValue.Original(material.Alert.Depot)),
            new(new("运单", "Waybill"), new DossierValue.Original($"{waybill.GetProperty("carrier").GetString()} {waybill.GetProperty("number").GetString()}")),
            new(new("处置等级", "Lane"), Wording.Of("lane", decision)),
        ]);

    private void AddStatement()
    {
        blocks.AddRange(
        [
            Heading("说明", "What this is"),
            Paragraph(
                "本材料由快递企业依法报告可疑线索时制作，内容仅限寄件时的申报数据、企业自身的扫描与处置记录；未对邮件内容进行超出法定收寄验视范围的检查。",
                "Made by the courier company to report a suspicion as the law asks. It holds what was declared at posting and the company's own scan and handling records; nothing was opened beyond the inspection on acceptance that the law prescribes."),
            Paragraph(
                "“发现”由程序按既定规则得出，是核查的线索，不是违法的结论；是否涉嫌违法犯罪由办案机关认定。",
                "Findings are produced by rules and are leads to be checked, not proof of an offence; whether one was committed is for the authority to determine."),
            Paragraph(
                "他人填写的文字一律照原样显示；不可见字符及字库所缺字符以其代码显示，如 [U+200B]。",
                "Words of others are shown exactly as received; invisible characters and those that the font lacks appear as their code points, such as [U+200B]."),
        ]);
        if (!string.IsNullOrEmpty(material.Note))
            blocks.AddRange([Heading("经办人说明", "Note of the officer who prepared it", 2), new DossierBlock.Facts([new(new("说明", "Note"), new DossierValue.Original(material.Note))])]);
    }

    private void AddTimeline()
    {
        blocks.Add(Heading("经过", "Timeline"));
        blocks.Add(new DossierBlock.Timeline([.. material.Timeline.Select(item => new DossierEvent(item.At, item.What, Detail(item)))]));
    }

    private static DossierValue Detail(ReferralEvent item) =>
        string.Join("  ", new[] { item.By, item.Note }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? new DossierValue.Original(text) : new DossierValue.None();

    private void AddRecord(JsonElement decision)
    {
        var record = material.Decision;
        List<DossierFact> facts =
        [
            Fact("判定编号", "Decision", record.Id.ToString()),
            new(new("判定时间", "Decided"), new DossierValue.Instant(InstantOf(decision.GetProperty("decidedAt").GetInt64()))),
            Fact("判定哈希", "decisionHash", record.Hash),
            Fact("内容哈希", "contentHash", record.ContentHash),
            Fact("盐值", "Salt", Convert.ToHexStringLower(record.Salt)),
            Fact("规则版本", "policyVersion", decision.GetProperty("policyVersion").GetString()!),
            Fact("名单版本", "listVersion", decision.GetProperty("listVersion").GetString()!),
            Fact("程序版本", "engineVersion", decision.GetProperty("engineVersion").GetString()!),
        ];
        if (record.Chain is { } chain)
        {
            facts.AddRange(
            [
                Fact("日志序号", "Number in the log", chain.Number.ToString(CultureInfo.InvariantCulture)),
                Fact("前一链值", "Chain before", chain.Previous),
                Fact("链值", "Chain", chain.Value),
            ]);
        }

        blocks.AddRange([Heading("判定记录", "Record of the decision"), new DossierBlock.Facts(facts)]);
        if (record.Chain is null)
            blocks.Add(Paragraph("生成本材料时，该判定尚未编入日志链。", "When this was made the decision had not yet been numbered in the log."));
    }

    private void AddFiles()
    {
        blocks.AddRange(
        [
            Heading("电子数据清单", "List of electronic data"),
            Paragraph(
                "以下文件附于本 PDF 之内。名称以 decision 开头的由系统在判定时自动生成并加密保存，现原样导出；dossier.json 在生成本材料时写成。",
                "These files are attached inside this PDF. Those named decision were written and kept encrypted by the system when it decided and are exported unchanged; dossier.json was written when this document was made."),
            new DossierBlock.Table(
                [new(new("文件", "File"), 4), new(new("内容", "What it is"), 5), new(new("字节", "Bytes"), 2, AlignRight: true), new(new("SHA-256", "SHA-256"), 7)],
                [
                    .. files.Select(file => (DossierValue[])
                    [
                        new DossierValue.Code(file.FileName),
                        new DossierValue.Said(file.Description),
                        new DossierValue.Code(file.Content.Length.ToString(CultureInfo.InvariantCulture)),
                        new DossierValue.Code(Convert.ToHexStringLower(SHA256.HashData(file.Content))),
                    ]),
                ]),
        ]);
    }

    private void AddChecking()
    {
        var name = $"{material.Reference}.pdf";
        List<string> lines =
        [
            $"pdfsig {name}",
            $"pdfdetach -saveall {name}",
            $"sha256sum {DossierJson.FileName} {DossierJson.ContentFile}",
            $"(printf '\\000'; cat {DossierJson.PublicPartFile}) | sha256sum",
            $"cat {DossierJson.SaltFile} {DossierJson.ContentFile} | sha256sum",
        ];
        blocks.AddRange(
        [
            Heading("核验方法", "How to check this document"),
            Paragraph(
                "可在不联网的计算机上使用通用工具核验：第一条命令验证电子签名；第二条导出附件；第三条应得到二维码中的值与内容哈希；第四条应得到判定哈希；第五条应得到 decision-public.json 中 commitment 的值。",
                "On a computer without a network and with stock tools: the first command checks the signature; the second takes out the attachments; the third must give the value in the QR code and contentHash; the fourth decisionHash; the fifth the value of commitment in decision-public.json."),
            new DossierBlock.Listing(lines),
            Paragraph(
                "签名证书由本系统自签，工具会提示签发者未知；请通过其他途径向企业核对下列证书指纹。",
                "The certificate is self-signed, so tools call its issuer unknown: compare its fingerprint below with the company over another channel."),
            new DossierBlock.Facts([Fact("证书 SHA-256", "Certificate SHA-256", material.SigningFingerprint)]),
        ]);
    }

    private static DateTimeOffset InstantOf(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private static DossierFact Fact(string zh, string en, string code) => new(new(zh, en), new DossierValue.Code(code));

    private static DossierBlock.Heading Heading(string zh, string en, int level = 1) => new(new(zh, en), level);

    private static DossierBlock.Paragraph Paragraph(string zh, string en) => new(new(zh, en));
}
