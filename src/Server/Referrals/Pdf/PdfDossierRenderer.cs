using System.Globalization;
using System.Text;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// The built-in renderer: PDF 1.7 by the rules of PDF/A-3 level b (ISO 19005-3), fonts embedded, no transparency, the dossier's files attached.
/// Not certified: no validator was to be had, so the rules are kept by this project's own tests.
/// </summary>
internal sealed class PdfDossierRenderer(FontFolder fonts) : IDossierRenderer
{
    private const string Producer = "LogisticsScreening";

    public byte[] Render(Dossier dossier)
    {
        var file = new PdfFile();
        var (regular, bold) = (new PdfFont(fonts.Regular, "R", 400), new PdfFont(fonts.Bold, "B", 700));
        var styles = new PdfStyles(regular, bold);
        var flow = new PageFlow(styles);
        var typesetter = new DossierTypesetter(flow, styles, file, dossier.Offset);
        typesetter.FirstPageHead(dossier);
        for (var i = 0; i < dossier.Blocks.Count; i++)
            typesetter.Set(dossier.Blocks[i], dossier.Blocks.ElementAtOrDefault(i + 1));
        flow.DrawHeadsAndFeet(dossier.Reference, dossier.Title, dossier.Marking);

        var pages = Enumerable.Range(0, flow.Pages.Count).Select(_ => file.Reserve()).ToList();
        var signature = PdfSignature.AddField(file, pages[0], dossier.CreatedAt, dossier.Reference);
        AddPages(file, flow, pages, regular.Embed(file), bold.Embed(file), signature.Widget, out var tree);
        return file.Save(AddCatalog(file, dossier, tree, signature.Form, AddOutline(file, typesetter, pages)), AddInformation(file, dossier));
    }

    private static void AddPages(PdfFile file, PageFlow flow, List<int> pages, int regular, int bold, int widget, out int tree)
    {
        tree = file.Reserve();
        for (var i = 0; i < pages.Count; i++)
        {
            var canvas = flow.Pages[i];
            var content = file.AddStream("", canvas.ToContent());
            var pictures = canvas.Pictures.Count == 0 ? "" : $" /XObject << {string.Join(' ', canvas.Pictures.Select(picture => $"/{picture.Key} {picture.Value} 0 R"))} >>";
            var annotations = i == 0 ? $" /Annots [{widget} 0 R]" : "";
            file.Set(
                pages[i],
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfFile.Number(PdfCanvas.PageWidth)} {PdfFile.Number(PdfCanvas.PageHeight)}] " +
                $"/Resources << /Font << /R {regular} 0 R /B {bold} 0 R >>{pictures} >> /Contents {content} 0 R{annotations} >>");
        }

        file.Set(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>");
    }

    private static int AddCatalog(PdfFile file, Dossier dossier, int tree, int form, int outline)
    {
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(XmpMetadata.Write(TitleOf(dossier), Producer, dossier.CreatedAt)), compress: false);
        var profile = file.AddStream("/N 3", SrgbProfile.Bytes);
        var intent = file.Add($"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>");
        var attachments = dossier.Attachments.Select(attachment => (attachment.FileName, Id: AddAttachment(file, attachment, dossier.CreatedAt))).OrderBy(attachment => attachment.FileName, StringComparer.Ordinal).ToList();
        var names = string.Join(' ', attachments.Select(attachment => $"{PdfFile.Text(attachment.FileName)} {attachment.Id} 0 R"));
        var associated = string.Join(' ', attachments.Select(attachment => $"{attachment.Id} 0 R"));
        var files = attachments.Count == 0 ? "" : $" /Names << /EmbeddedFiles << /Names [{names}] >> >> /AF [{associated}]";
        return file.Add(
            $"<< /Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) /Metadata {metadata} 0 R /OutputIntents [{intent} 0 R] /AcroForm {form} 0 R " +
            $"/ViewerPreferences << /DisplayDocTitle true >> /Outlines {outline} 0 R{files} >>");
    }

    private static int AddAttachment(PdfFile file, DossierAttachment attachment, DateTimeOffset at)
    {
        var stream = file.AddStream(
            $"/Type /EmbeddedFile /Subtype /{attachment.MediaType.Replace("/", "#2F", StringComparison.Ordinal)} /Params << /Size {attachment.Content.Length.ToString(CultureInfo.InvariantCulture)} /ModDate {PdfFile.Date(at)} >>",
            attachment.Content);
        var description = $"{attachment.Description.Zh} {attachment.Description.En}";
        return file.Add(
            $"<< /Type /Filespec /F {PdfFile.Text(attachment.FileName)} /UF {PdfFile.Text(attachment.FileName)} /Desc {PdfFile.Text(description)} /AFRelationship /Data /EF << /F {stream} 0 R /UF {stream} 0 R >> >>");
    }

    private static int AddOutline(PdfFile file, DossierTypesetter typesetter, List<int> pages)
    {
        var root = file.Reserve();
        var items = typesetter.Chapters.Select(_ => file.Reserve()).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            var (title, page, top) = typesetter.Chapters[i];
            var previous = i > 0 ? $" /Prev {items[i - 1]} 0 R" : "";
            var next = i < items.Count - 1 ? $" /Next {items[i + 1]} 0 R" : "";
            file.Set(items[i], $"<< /Title {PdfFile.Text(title)} /Parent {root} 0 R{previous}{next} /Dest [{pages[page - 1]} 0 R /XYZ 0 {PdfFile.Number(PdfCanvas.PageHeight - top + 8)} null] >>");
        }

        file.Set(root, items.Count == 0 ? "<< /Type /Outlines /Count 0 >>" : $"<< /Type /Outlines /First {items[0]} 0 R /Last {items[^1]} 0 R /Count {items.Count} >>");
        return root;
    }

    private static int AddInformation(PdfFile file, Dossier dossier) => file.Add(
        $"<< /Title {PdfFile.Text(TitleOf(dossier))} /Creator {PdfFile.Text(Producer)} /Producer {PdfFile.Text(Producer)} /CreationDate {PdfFile.Date(dossier.CreatedAt)} /ModDate {PdfFile.Date(dossier.CreatedAt)} >>");

    private static string TitleOf(Dossier dossier) => $"{dossier.Reference} {dossier.Title.Zh} {dossier.Title.En}";
}
