using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Lists;

/// <summary>One record of the real-name registry, as far as looking up needs it.</summary>
/// <param name="NumberKey">See <see cref="IdNumber.Key"/>.</param>
/// <param name="PhoneKey">See <see cref="ListKeys.Phone"/>; null when the registered phone cannot be compared.</param>
public sealed record Registration(
    IdType IdType, string NumberKey, string Name, string? PhoneKey, DateTimeOffset RegisteredAt, DateOnly? ValidUntil, RegistrationStatus Status)
{
    /// <inheritdoc cref="RegistrationFact.Confirmation"/>
    public IdentityConfirmation? Confirmation { get; init; }

    public override string ToString() => $"{IdType} registration";
}

/// <summary>By what one person is looked up; at most one of document and phone is set.</summary>
public readonly record struct RegistrationKey(IdType? IdType, string? NumberKey, string? PhoneKey)
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
    public static RegistrationKey KeyOf(Party party)
    {
        if (party.Document is { } document)
            return new(document.Type, document.Key, null);
        return PhoneKeyOf(party) is { } phone ? new(null, null, phone) : default;
    }

    /// <summary>The party's phone as a key of the person; null when it is masked, virtual or unreadable.</summary>
    internal static string? PhoneKeyOf(Party party) =>
        party.PhoneKind is null or PhoneKind.Real && PhoneNumber.TryParse(party.Phone, out var phone) && phone.Kind == PhoneKind.Real ? phone.Key : null;

    /// <param name="candidates">The registry's records under <see cref="KeyOf"/> of that party, in any order; empty when it has none or was not asked.</param>
    public static RegistrationFact Answer(Party party, IReadOnlyList<Registration> candidates)
    {
        var key = KeyOf(party);
        if (!key.IsUsable)
            return new() { Answer = RegistryAnswer.NotCheckable };

        Registration? best = null;
        foreach (var candidate in candidates)
        {
            if (best is null || IsBetter(candidate, best, party.Name))
                best = candidate;
        }

        return best is null
            ? new() { Answer = RegistryAnswer.NotFound }
            : new()
            {
                Answer = RegistryAnswer.Found,
                Name = best.Name,
                IdType = best.IdType,
                ValidUntil = best.ValidUntil,
                Status = best.Status,
                NumberKey = best.NumberKey,
                Confirmation = best.Confirmation,
            };
    }

    /// <summary>A phone may serve a family: the record of the declared name wins, then the most recent; the number key settles what is left, so that order never matters.</summary>
    private static bool IsBetter(Registration one, Registration other, string declaredName)
    {
        var (oneAgrees, otherAgrees) = (PersonNames.Agree(declaredName, one.Name), PersonNames.Agree(declaredName, other.Name));
        if (oneAgrees != otherAgrees)
            return oneAgrees;
        var order = one.RegisteredAt.CompareTo(other.RegisteredAt);
        order = order != 0 ? order : string.CompareOrdinal(one.NumberKey, other.NumberKey);
        order = order != 0 ? order : one.IdType.CompareTo(other.IdType);
        return order > 0;
    }
}
