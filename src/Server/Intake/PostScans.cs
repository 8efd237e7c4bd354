using System.Globalization;
using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Intake;

/// <summary>What the courier gets: nothing here tells a picked parcel from a control sample or a listed party.</summary>
internal sealed record ScanAnswer(Guid ScanId, Guid DecisionId, Shown Shown, InstructionText Instruction);

internal sealed record InstructionText(Instruction Code, string Zh, string En)
{
    public static InstructionText Of(Instruction code) => code switch
    {
        Instruction.InspectAsUsual => new(code, "照常验视", "Inspect as usual"),
        Instruction.CheckPapers => new(code, "核对单据和申报内容", "Check papers and declaration"),
        Instruction.CheckIdentity => new(code, "核对证件和身份", "Check document and identity"),
        Instruction.InspectThoroughly => new(code, "逐件开拆验视，拍照，须两人在场", "Open every inner package, photograph, two people"),
        Instruction.StopAndSecure => new(code, "停止流转，妥善保管，报告主管", "Stop, keep safe, tell the supervisor"),
        Instruction.DoNotAccept => new(code, "不予收寄", "Do not accept"),
    };
}

/// <summary>POST /api/scans: one scan, or an array of at most 500 that is answered element by element.</summary>
internal static class PostScans
{
    public const int MostScans = 500;

    /// <summary>Every answer has this size, alone or in an array, so that the length of a message tells nothing.</summary>
    private const int AnswerBytes = 512;

    /// <summary>Member of a problem: whole seconds, the same as in the header, which an array has none of.</summary>
    private const string RetryAfter = "retryAfter";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    public static async Task<IResult> HandleAsync(HttpRequest request, ScanIntake intake, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
            return Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请使用 application/json。", "Send application/json.");
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body, Strict, ct);
        }
        catch (JsonException error)
        {
            return Problems.Invalid(JsonErrors.Explain(error));
        }

        using (document)
            return await AnswerAsync(document.RootElement, request.HttpContext.Response, intake, user, clock, ct);
    }

    private static async Task<IResult> AnswerAsync(
        JsonElement root, HttpResponse response, ScanIntake intake, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            var (answer, problem) = await PutAsync(root, intake, user, clock, ct);
            if (answer is not null)
                return new FixedSize(Padded(answer));
            if (problem!.Extensions.TryGetValue(RetryAfter, out var seconds))
                response.Headers.RetryAfter = string.Create(CultureInfo.InvariantCulture, $"{seconds}");
            return TypedResults.Problem(problem);
        }

        if (root.GetArrayLength() is 0 or > MostScans)
            return Problems.Invalid("$", $"must hold 1 to {MostScans} scans");

        // Scans of one parcel keep their order; different parcels share the commits.
        var elements = root.EnumerateArray().Select((element, i) => (Element: element, Index: i)).ToList();
        var items = new byte[elements.Count][];
        await Task.WhenAll(elements.GroupBy(e => NumberOf(e.Element), StringComparer.Ordinal).Select(async group =>
        {
            foreach (var (element, i) in group)
                items[i] = await PutAsync(element, intake, user, clock, ct) is var each && each.Answer is { } done ? Padded(done) : JsonSerializer.SerializeToUtf8Bytes(each.Problem, StrictJson.Options);
        }));
        return new FixedSize([(byte)'[', .. items.SelectMany((item, i) => i == 0 ? item : [(byte)',', .. item]), (byte)']']);
    }

    private static async Task<(ScanAnswer? Answer, Microsoft.AspNetCore.Mvc.ProblemDetails? Problem)> PutAsync(
        JsonElement element, ScanIntake intake, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var incoming = ScanJson.Read(element, "", clock.GetUtcNow(), errors, intake.Documents);
        if (incoming is not null && !user.MayUseDepot(incoming.Depot))
            errors.Add("depot", "is not one of your depots");
        if (incoming is null || errors.Any)
            return (null, Problems.InvalidDetails(errors.ToDictionary()));
        return await intake.PutAsync(incoming, user, ct) switch
        {
            ScanOutcome.Acknowledged done => (new(done.Scan.Id, done.Scan.DecisionId, done.Scan.Answer.Shown, InstructionText.Of(done.Scan.Answer.Instruction)), null),
            ScanOutcome.OtherBody => (null, Problems.Create(StatusCodes.Status409Conflict, "此扫描编号已用于其他内容。", "This scanId was used with another body.")),
            ScanOutcome.OtherWaybill other => (null, Problems.Create(
                StatusCodes.Status409Conflict,
                "此单号已有不同内容；更正时请注明被替换的版本和原因。",
                "Other content is stored under this number: to correct it, name the version in supersedes and give a reason.",
                More(("version", other.Version)))),
            ScanOutcome.Ambiguous several => (null, Problems.Create(
                StatusCodes.Status409Conflict,
                "此单号已有其他快递公司的快件，请按列出的公司选择。",
                "Parcels of the carriers listed have this number: choose one.",
                More(("candidates", several.Candidates.Select(c => new { c.Waybill.Carrier, c.Waybill.Number, c.Issue }).ToList())))),
            ScanOutcome.Limited limited => (null, Problems.Create(
                StatusCodes.Status429TooManyRequests,
                limited.ForCollectors
                    ? "登记的取件人过多，此次扫描稍后才能受理，请保留并重发；在此之前请核对身份与单据。"
                    : "补录的运单过多，此次扫描稍后才能受理，请保留并重发；在此之前请核对身份与单据。",
                limited.ForCollectors
                    ? "Too many people were named who took parcels: this scan can be taken later, keep it and send it again; until then check identity and papers."
                    : "Too many waybills were typed in: this scan can be taken later, keep it and send it again; until then check identity and papers.",
                More(
                    (RetryAfter, (long)Math.Ceiling(limited.RetryAfter.TotalSeconds)),
                    ("shown", EnumText<Shown>.Of(Shown.Yellow)),
                    ("instruction", InstructionText.Of(Instruction.CheckIdentity))))),
            ScanOutcome.Changing => (null, Problems.Create(
                StatusCodes.Status503ServiceUnavailable, "运单正在更正，尚未筛查，请稍后再扫。", "The waybill is being corrected at this moment, so nothing was screened: scan it again.")),
            ScanOutcome.Unknown => (null, Problems.Create(
                StatusCodes.Status404NotFound,
                "没有此单号的运单资料，尚未筛查：请补录运单，或按可疑件核对身份与单据。",
                "No waybill has this number, so nothing was screened: enter the waybill, or check identity and papers.",
                More(("shown", EnumText<Shown>.Of(Shown.Yellow)), ("instruction", InstructionText.Of(Instruction.CheckIdentity))))),
            var unexpected => throw new InvalidOperationException($"Unexpected outcome {unexpected.GetType().Name}."),
        };
    }

    private static Dictionary<string, object?> More(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var more = new Dictionary<string, object?>();
        foreach (var (name, value) in members)
            more[name] = value;
        return more;
    }

    /// <summary>Not by TryGetProperty, which fails on a name that is no text before the reader can refuse it.</summary>
    private static string NumberOf(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object
            ? ""
            : element.EnumerateObject().FirstOrDefault(member => JsonText.Name(member) == "waybillNumber").Value is { ValueKind: JsonValueKind.String } number
                ? WaybillNumber.Key(number.GetRawText())
                : "";

    /// <summary>JSON followed by spaces up to the one size.</summary>
    private static byte[] Padded(ScanAnswer answer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, StrictJson.Options);
        var body = new byte[Math.Max(AnswerBytes, json.Length)];
        json.CopyTo(body, 0);
        body.AsSpan(json.Length).Fill((byte)' ');
        return body;
    }

    private sealed class FixedSize(byte[] body) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = body.Length;
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
