using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>One record of the real-name registry, as far as looking up needs it.</summary>
/// <param name="NumberKey">See <see cref="IdNumber.Key"/>.</param>
/// <param name="PhoneKey">See <see cref="ListKeys.Phone"/>; null when the registered phone cannot be compared.</param>
public sealed record Registration(
    IdType IdType, string NumberKey, string Name, string? PhoneKey, DateTimeOffset RegisteredAt, DateOnly? ValidUntil, RegistrationStatus Status)
{
    /// <summary>See <see cref="IdNumber.BornOn"/>.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>Of an organisation: key of its responsible person's document; null when none is registered.</summary>
    public string? ResponsibleKey { get; init; }

    /// <inheritdoc cref="RegistrationFact.Confirmation"/>
    public IdentityConfirmation? Confirmation { get; init; }

    public override string ToString() => $"{IdType} registration";
}

/// <summary>By what one person is looked up; at most one of document and phone is set.</summary>
public readonly record struct RegistrationKey(string? NumberKey, string? PhoneKey)
{
    /// <summary>False when no usable key is on the waybill: the answer is then "not checkable", without asking.</summary>
    public bool IsUsable => NumberKey is not null || PhoneKey is not null;

    public override string ToString() => NumberKey is not null ? "by document" : PhoneKey is not null ? "by phone" : "no key";
}

/// <summary>
/// From a party and the registry's records to the registration fact of <see cref="ParcelFacts"/>. Server and command line both gather their facts here, so that
/// equal records give equal decisions. Letters and agreement customers are looked up too: whether that matters is for the rules.
/// </summary>
public static class RegistrationLookup
{
    /// <summary>The document when there is one; else the phone, when it is a real one. Masked and virtual numbers belong to many.</summary>
    public static RegistrationKey KeyOf(Party party) => party.Document is { } document ? new(document.Key, null) : new(null, PhoneKeyOf(party));

    /// <summary>What to ask when the registry has no record of the document: the phone may lead to the same person under another one. Not usable when there is nothing more to ask.</summary>
    public static RegistrationKey SecondKeyOf(Party party) => party.Document is null ? default : new(null, PhoneKeyOf(party));

    /// <summary>The party's phone as a key of the person; null when it is masked, virtual or unreadable.</summary>
    public static string? PhoneKeyOf(Party party) =>
        party.PhoneKind is null or PhoneKind.Real && PhoneNumber.TryParse(party.Phone, out var phone) && phone.Kind == PhoneKind.Real ? phone.Key : null;

    /// <param name="candidates">The registry's records under <see cref="KeyOf"/> of that party, in any order; empty when it has none or was not asked.</param>
    /// <param name="second">Those under <see cref="SecondKeyOf"/>, when there were none. A phone may serve a family: only a record of the declared name is the same person's.</param>
    public static RegistrationFact Answer(Party party, IReadOnlyList<Registration> candidates, IReadOnlyList<Registration>? second = null)
    {
        if (!KeyOf(party).IsUsable)
            return new() { Answer = RegistryAnswer.NotCheckable };

        Registration? best = null;
        foreach (var candidate in candidates)
        {
            if (best is null || IsBetter(candidate, best, party))
                best = candidate;
        }

        if (best is null)
        {
            foreach (var candidate in second ?? [])
            {
                if (PersonNames.Agree(party.Name, candidate.Name) && (best is null || IsBetter(candidate, best, party)))
                    best = candidate;
            }
        }

        return best is null
            ? new() { Answer = RegistryAnswer.NotFound }
            : new()
            {
                Answer = RegistryAnswer.Found,
                Name = best.Name,
                IdType = best.IdType,
                ValidUntil = best.ValidUntil,
                RegisteredAt = best.RegisteredAt,
                BornOn = best.BornOn,
                Status = best.Status,
                NumberKey = best.NumberKey,
                ResponsibleKey = best.ResponsibleKey,
                Confirmation = best.Confirmation,
            };
    }

    /// <summary>
    /// One number may stand on two documents (a temporary card carries that of the card it stands for): the declared type wins. Then the record of the declared name,
    /// then the most recent; the number key settles what is left, so that order never matters.
    /// </summary>
    private static bool IsBetter(Registration one, Registration other, Party party)
    {
        if (party.Document is { } document && one.IdType == document.Type != (other.IdType == document.Type))
            return one.IdType == document.Type;
        var (oneAgrees, otherAgrees) = (PersonNames.Agree(party.Name, one.Name), PersonNames.Agree(party.Name, other.Name));
        if (oneAgrees != otherAgrees)
            return oneAgrees;
        var order = one.RegisteredAt.CompareTo(other.RegisteredAt);
        order = order != 0 ? order : string.CompareOrdinal(one.NumberKey, other.NumberKey);
        order = order != 0 ? order : one.IdType.CompareTo(other.IdType);
        return order > 0;
    }
}
