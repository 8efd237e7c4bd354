using System.Globalization;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Referrals;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>An invented dossier that uses every kind of block, with names whose characters few fonts hold.</summary>
internal static class SampleDossier
{
    public const string Reference = "LS-2026-000001";
    public const string RareNames = "李䶮 张㛃 王堃 赵骉";

    public static readonly DateTimeOffset CreatedAt = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    public static readonly byte[] Attachment = Encoding.UTF8.GetBytes("""{"reference":"LS-2026-000001","sender":"李䶮"}""");

    public static Dossier Create(params DossierBlock[] more) => new(
        Reference,
        new("线索移交（报案材料）", "Referral to the investigating authority"),
        new("内含个人信息，仅供办案机关使用", "Contains personal data, for the investigating authority only"),
        CreatedAt,
        new(
            $"{Reference} sha256:{new string('a', 64)}",
            new("编号与数据文件哈希", "Reference and hash of the data file"),
            [
                new(new("编号", "Reference"), new DossierValue.Code(Reference)),
                new(new("生成时间", "Created"), new DossierValue.Instant(CreatedAt)),
                new(new("网点", "Depot"), new DossierValue.Original("KMG-01")),
            ]),
        [
            new DossierBlock.Heading(new("当事人", "Parties")),
            new DossierBlock.Facts(
            [
                new(new("寄件人", "Sender"), new DossierValue.Original(RareNames)),
                new(new("电话", "Phone"), new DossierValue.Original("13800138000")),
                new(new("地址", "Address"), new DossierValue.Original("云南省昆明市官渡区某某路 1 号，一幢二单元三零四室；另有一处仓库在同一条路的尽头，门牌号模糊不清，由收件人自行到现场指认后补充登记。")),
                new(new("未填写", "Not given"), new DossierValue.None()),
            ]),
            new DossierBlock.Heading(new("发现", "Findings")),
            new DossierBlock.Paragraph(new("下列每一项发现均附原文，黄色为命中部分。", "Each finding carries the original text; what was matched is marked in yellow.")),
            new DossierBlock.Table(
                [new(new("检查", "Check"), 2), new(new("原文", "Original text"), 5), new(new("说明", "Explanation"), 5), new(new("得分", "Score"), 1, AlignRight: true)],
                [.. Enumerable.Range(1, 40).Select(Row)]),
            new DossierBlock.Heading(new("经过", "Timeline")),
            new DossierBlock.Timeline([.. Enumerable.Range(0, 6).Select(hour => new DossierEvent(CreatedAt.AddHours(hour), new("已扫描", "Scanned"), new DossierValue.Said(new("收寄扫描，判定为红色。", "Scanned on acceptance; lane red."))))]),
            new DossierBlock.Heading(new("照片", "Photos"), 2),
            new DossierBlock.Picture(SamplePictures.Png(120, 80, alpha: true), new("照片一", "Photo 1")),
            new DossierBlock.Listing(["pdfsig LS-2026-000001.pdf", "pdfdetach -saveall LS-2026-000001.pdf"]),
            new DossierBlock.QrCode("https://example.test/", new("二维码", "QR code")),
            .. more,
        ],
        [new("dossier.json", "application/json", new("机器可读的全部内容", "Everything in machine-readable form"), Attachment)]);

    private static DossierValue[] Row(int number) =>
    [
        new DossierValue.Said(new("申报内容", "Contents")),
        new DossierValue.Original("红木工艺品，含犀角雕件一件", [new(7, 2)]),
        new DossierValue.Said(new("“犀角”是强提示词，单独出现即须开箱查验。", "“犀角” (rhino horn) is a strong term: alone enough to inspect.")),
        new DossierValue.Original(number.ToString(CultureInfo.InvariantCulture)),
    ];
}
