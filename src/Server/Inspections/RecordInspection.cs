using System.Globalization;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Inspections;

/// <param name="InspectionId">Made by the device: the same again gives the same answer.</param>
/// <param name="ScanId">The scan that the parcel was opened after.</param>
/// <param name="Photos">Pictures taken, 0 to 200.</param>
/// <param name="Mark">Number of the inspection mark.</param>
/// <param name="Found">Of the result "found" at least one, of others none; at most 50.</param>
internal sealed record InspectionRequest(
    Guid InspectionId,
    Guid ScanId,
    string Depot,
    string Device,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    InspectionResult Result,
    int Photos,
    string? Mark = null,
    IReadOnlyList<FoundRequest>? Found = null)
{
    public override string ToString() => $"inspection {InspectionId}";
}

/// <param name="Species">Id of a row of species.csv.</param>
/// <param name="Weight">Grams.</param>
internal sealed record FoundRequest(FoundKind Kind, string Description, int Quantity, string? Species = null, string? Unit = null, int? Weight = null)
{
    public override string ToString() => Kind.ToString();
}

internal sealed record InspectionAnswer(Guid InspectionId);

/// <summary>
/// POST /api/inspections: what came of opening a parcel. A find, or a sender who refuses, decides on the parcel anew in the same transaction: it is stopped and the supervisors are told.
/// The answer says nothing of that.
/// </summary>
internal sealed class RecordInspection(InspectionStore store, DecisionStore decisions, ScreeningDesk desk, SqlDatabase database, BlindIndex index, TimeProvider clock)
{
    private const int MostPhotos = 200;
    private const int MostFound = 50;
    private const int LongestText = 500;
    private const int LongestCode = 60;
    private const int LargestNumber = 10_000_000;

    /// <summary>From the first to the last look at one parcel.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A device's clock may run ahead by so much, as at scans.</summary>
    private static readonly TimeSpan LargestLead = TimeSpan.FromDays(1);

    public static async Task<Results<Ok<InspectionAnswer>, Conflict<ProblemDetails>, ProblemHttpResult>> PostAsync(
        InspectionRequest request, RecordInspection record, CurrentUser user, CancellationToken ct)
    {
        var errors = record.Problem(request);
        if (!user.MayUseDepot(request.Depot))
            errors["depot"] = ["is not one of your depots"];
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        return await record.PutAsync(request, user, ct) switch
        {
            Outcome.Stored => TypedResults.Ok(new InspectionAnswer(request.InspectionId)),
            Outcome.OtherBody => Problems.Conflict("此验视编号已用于其他内容。", "This inspectionId was used with another body."),
            Outcome.UnknownScan => Problems.Invalid("scanId", "no scan of this depot has this id: send the scan first"),
        };
    }

    private enum Outcome
    {
        Stored,
        OtherBody,
        UnknownScan,
    }

    /// <summary>Erased while it is decided on, a parcel is looked at once more, and then there is nothing left to decide on.</summary>
    private async Task<Outcome> PutAsync(InspectionRequest request, CurrentUser user, CancellationToken ct) =>
        await TryAsync(request, user, ct) ?? await TryAsync(request, user, ct) ?? throw new InvalidOperationException("A parcel cannot be erased twice.");

    /// <returns>Null when the parcel's data were erased meanwhile; nothing is stored.</returns>
    private async Task<Outcome?> TryAsync(InspectionRequest request, CurrentUser user, CancellationToken ct)
    {
        var body = BodyKey(request, user);
        if (await store.BodyOfAsync(request.InspectionId, ct) is { } known)
            return known.AsSpan().SequenceEqual(body) ? Outcome.Stored : Outcome.OtherBody;
        if (await decisions.LatestOfScanAsync(request.ScanId, ct) is not { } decided || decided.Depot != request.Depot)
            return Outcome.UnknownScan;
        var now = clock.GetUtcNow();
        var found = (request.Found ?? []).Select(item => new FoundItem(item.Kind, item.Species, item.Description.Trim(), item.Quantity, item.Unit, item.Weight)).ToList();
        var prepared = request.Result == InspectionResult.NothingFound || decided.Content is not { } content ? null : await DecideAsync(decided, content.Facts, new(request.Result, found), ct);
        var inspection = new Inspection
        {
            Id = request.InspectionId,
            BodyKey = body,
            ScanId = request.ScanId,
            WaybillId = decided.WaybillId,
            DecisionId = prepared?.Id,
            Depot = request.Depot,
            Device = request.Device,
            UserId = user.UserId,
            UserName = user.UserName,
            StartedAt = request.StartedAt,
            EndedAt = request.EndedAt,
            ReceivedAt = now,
            Result = EnumText<InspectionResult>.Of(request.Result),
            Photos = request.Photos,
            Mark = request.Mark,
        };
        // Words about a parcel whose data were erased are not begun anew.
        var items = store.Prepare(inspection, found, keepsWords: decided.Content is not null);
        var (stored, alerted) = await database.WriteAsync<(byte[]? Body, bool Alerted)>(
            (connection, transaction) =>
            {
                if (InspectionStore.BodyOf(connection, transaction, inspection.Id) is { } meanwhile)
                    return (meanwhile, false);
                if (prepared is not null && decisions.IsErased(connection, transaction, decided.Id))
                    return (null, false);
                InspectionStore.Write(connection, transaction, inspection, items);
                return (body, prepared is not null && desk.Write(connection, transaction, prepared).Alerted);
            },
            ct);
        if (stored is null)
            return null;
        if (!stored.AsSpan().SequenceEqual(body))
            return Outcome.OtherBody;
        if (prepared is not null)
            desk.Committed(prepared, alerted);
        return Outcome.Stored;
    }

    private Task<PreparedDecision> DecideAsync(DecisionDetails decided, ParcelFacts facts, InspectionFact inspection, CancellationToken ct) => desk.DecideAsync(
        new(decided.WaybillId, facts.Waybill, facts.Issue, facts.Version, ScanId: null, facts.Scan, decided.Depot) { Collector = facts.Collector, Inspection = inspection }, ct);

    private Dictionary<string, string[]> Problem(InspectionRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        void Check(bool good, string field, string reason)
        {
            if (!good && !errors.ContainsKey(field))
                errors[field] = [reason];
        }

        Check(request.InspectionId != Guid.Empty, "inspectionId", "must not be empty");
        Check(request.Device.Trim().Length is >= 1 and <= LongestCode && IsText(request.Device), "device", $"must have 1 to {LongestCode} characters");
        Check(request.EndedAt >= request.StartedAt, "endedAt", "lies before startedAt");
        Check(request.EndedAt <= clock.GetUtcNow() + LargestLead, "endedAt", "lies in the future");
        Check(errors.ContainsKey("endedAt") || request.EndedAt - request.StartedAt <= Longest, "startedAt", "lies more than a day before endedAt");
        Check(request.Photos is >= 0 and <= MostPhotos, "photos", $"must be a whole number from 0 to {MostPhotos}");
        Check(request.Mark is null || (request.Mark.Trim().Length is >= 1 and <= LongestCode && IsText(request.Mark)), "mark", $"must have 1 to {LongestCode} characters");
        var found = request.Found ?? [];
        Check(request.Result != InspectionResult.Found || found.Count is >= 1 and <= MostFound, "found", $"must name 1 to {MostFound} things");
        Check(request.Result == InspectionResult.Found || found.Count == 0, "found", "is told of the result \"found\" only");
        for (var i = 0; i < Math.Min(found.Count, MostFound); i++)
        {
            var (item, at) = (found[i], string.Create(CultureInfo.InvariantCulture, $"found[{i}]"));
            // The JSON reader refuses null for members, not for elements.
            Check(item is not null, at, "must be an object");
            if (item is null)
                continue;
            Check(item.Description.Trim().Length is >= 1 and <= LongestText && IsText(item.Description), at + ".description", $"must have 1 to {LongestText} characters");
            Check(item.Quantity is >= 1 and <= LargestNumber, at + ".quantity", $"must be a whole number from 1 to {LargestNumber}");
            Check(item.Unit is null || (item.Unit.Length is >= 1 and <= LongestCode && IsText(item.Unit)), at + ".unit", $"must have 1 to {LongestCode} characters");
            Check(item.Weight is null or (>= 0 and <= LargestNumber), at + ".weight", $"must be whole grams from 0 to {LargestNumber}");
            Check(item.Species is null || desk.IsSpecies(item.Species), at + ".species", "is no species of the reference data");
            Check(item.Species is null || item.Kind == FoundKind.Wildlife, at + ".species", "is told of wildlife only");
        }

        return errors;
    }

    private static bool IsText(string text) => !text.AsSpan().ContainsAny(RefusedCharacters.InText);

    private byte[] BodyKey(InspectionRequest request, CurrentUser user) => index.Compute(
        "inspections.body",
        string.Join(
            '\0',
            [
                user.UserId.ToString(),
                request.ScanId.ToString(),
                request.Depot,
                request.Device,
                request.StartedAt.ToString("O", CultureInfo.InvariantCulture),
                request.EndedAt.ToString("O", CultureInfo.InvariantCulture),
                EnumText<InspectionResult>.Of(request.Result),
                request.Photos.ToString(CultureInfo.InvariantCulture),
                request.Mark ?? "",
                .. (request.Found ?? []).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Kind}\u0001{item.Species}\u0001{item.Description}\u0001{item.Quantity}\u0001{item.Unit}\u0001{item.Weight}")),
            ]));
}
