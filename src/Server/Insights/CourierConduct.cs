using System.Globalization;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Insights;

/// <summary>What the records of a stretch of days say of one account. Counts, and no judgement: <see cref="CourierSignals"/> says what stands out.</summary>
internal sealed record CourierConduct
{
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }

    /// <summary>Scans at acceptance.</summary>
    public int Accepted { get; init; }

    /// <summary>Those answered with red, picked or drawn by chance alike, that are old enough to have been opened.</summary>
    public int Red { get; init; }

    /// <summary>Red ones of which nobody recorded an inspection within a day.</summary>
    public int RedNotInspected { get; init; }

    /// <summary>Control parcels among the red ones: drawn by chance, so that nothing but conduct explains a difference.</summary>
    public int Control { get; init; }

    public int ControlNotInspected { get; init; }
    public int Inspections { get; init; }
    public int NothingFound { get; init; }

    /// <summary>Of those the ones that took less time than opening a parcel does.</summary>
    public int TooFast { get; init; }

    /// <summary>Inspections of red parcels, which are to be photographed, and those without a picture.</summary>
    public int RedInspections { get; init; }

    public int WithoutPhotos { get; init; }

    /// <summary>Inspections that the sender is said to have refused.</summary>
    public int Refused { get; init; }

    /// <summary>People registered at the counter.</summary>
    public int Registered { get; init; }

    /// <summary>How often the document typed in most was typed in, tries under another name included.</summary>
    public int SameDocument { get; init; }

    public override string ToString() => $"conduct of {UserId}";
}

/// <summary>Something in an account's records that is worth a look.</summary>
internal sealed record CourierSignal(string Code, LocalizedText Text);

/// <summary>
/// What stands out. Some couriers collude and skip the inspection, others do not recognise the goods (domain.md section 2): a signal is a reason to ask, never a verdict. The numbers are set by
/// hand, for there are no published ones; each asks for several cases, so that one odd parcel says nothing.
/// </summary>
internal static class CourierSignals
{
    private const int LeastCases = 5;
    private const int LeastControls = 3;
    private const int LeastInspections = 20;
    private const int SameDocument = 5;

    /// <summary>Percent.</summary>
    private const int MuchTooFast = 20, MuchWithoutPhotos = 20, MuchRefused = 10, MuchSkipped = 30;

    public static IReadOnlyList<CourierSignal> Of(CourierConduct conduct, int fastSeconds)
    {
        var signals = new List<CourierSignal>();
        void Share(string code, int part, int whole, int least, int percent, string zh, string en)
        {
            if (whole < least || part * 100L < (long)percent * whole)
                return;
            var numbers = string.Create(CultureInfo.InvariantCulture, $"{part}/{whole}");
            signals.Add(new(code, new($"{zh}（{numbers}）", $"{en} ({numbers})")));
        }

        Share("controlSkipped", conduct.ControlNotInspected, conduct.Control, LeastControls, MuchSkipped, "随机抽查件未验视", "Control parcels not inspected");
        Share("redSkipped", conduct.RedNotInspected, conduct.Red, LeastCases, MuchSkipped, "红色件未验视", "Red parcels not inspected");
        Share("tooFast", conduct.TooFast, conduct.NothingFound, LeastCases, MuchTooFast, $"不足{fastSeconds}秒即称未查出", $"Nothing found within {fastSeconds} seconds");
        Share("withoutPhotos", conduct.WithoutPhotos, conduct.RedInspections, LeastCases, MuchWithoutPhotos, "红色件验视未拍照", "Red parcels inspected without a picture");
        Share("manyRefused", conduct.Refused, conduct.Inspections, LeastInspections, MuchRefused, "多次称寄件人拒绝验视", "Many inspections said to be refused");
        if (conduct.SameDocument >= SameDocument)
            signals.Add(new("sameDocument", new($"同一证件重复登记{conduct.SameDocument}次", $"One document registered {conduct.SameDocument} times")));
        return signals;
    }
}
