using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What an entry and a party have in common beside the name, from least to most. A name alone counts only when few people bear it.</summary>
internal enum SecondAttribute
{
    None,
    Division,
    PhoneParts,
    Road,
    OtherUnit,
    Building,
    Address,
}

/// <summary>Why a party may be the one of an entry.</summary>
/// <param name="Score">0-10000: how alike the names are, by how much the second attribute tells.</param>
internal readonly record struct PersonEvidence(RiskListEntry Entry, NameMatch Name, SecondAttribute Second, int Score)
{
    /// <summary>
    /// False where no score makes more of it than a reason to look: what is visible of a hidden number only corroborates; and behind one house number live thousands, among whom
    /// a name that only sounds or looks alike is a neighbour's, while the listed name itself, where few bear it, is not there by chance (ADR 0022).
    /// </summary>
    public bool MayBeSure => Second switch
    {
        SecondAttribute.PhoneParts => false,
        SecondAttribute.OtherUnit => Name.Tier is NameTier.Same or NameTier.Variant,
        _ => true,
    };
}

/// <summary>
/// Finds the entries that a party's name and one more attribute lead to. The score is the likeness of the names, taken by the weight of the strongest attribute that both share; a
/// common name, or one of two characters, loses some of it unless the whole address agrees: people share names, a street has many of them, and a campus one number.
/// Parameters (0-10000): sameAddress, default 10000; sameBuilding, 9700; otherUnit, 8600 (a common name itself, less commonLoss, is then still looked at); sameRoad, 7900; phoneParts, 8000; sameDivision, 6600; nameAlone, 6600; commonLoss, 2000.
/// Bearers among a thousand million people: commonName, default 500; rareName, 0, which looks for no name alone (at most <see cref="NameQualifier.RarestAlone"/>).
/// </summary>
internal sealed class PersonSearch
{
    private const int Full = 10_000;

    /// <summary>Digits of a masked number that must be visible and agree; a privacy waybill hides six of eleven (domain.md section 4).</summary>
    private const int LeastVisibleDigits = 5;

    /// <summary>A surname, a given name or initials at somebody's door are his or his kin's: a reason to look, no more.</summary>
    private const int OfShownName = 7_000;

    private readonly int[] weights;
    private readonly int commonLoss;
    private readonly int commonName;
    private readonly int rareName;

    public PersonSearch(RuleParameters parameters)
    {
        weights =
        [
            parameters.Number("nameAlone", 6_600, 0, Full),
            parameters.Number("sameDivision", 6_600, 0, Full),
            parameters.Number("phoneParts", 8_000, 0, Full),
            parameters.Number("sameRoad", 7_900, 0, Full),
            parameters.Number("otherUnit", 8_600, 0, Full),
            parameters.Number("sameBuilding", 9_700, 0, Full),
            parameters.Number("sameAddress", Full, 0, Full),
        ];
        commonLoss = parameters.Number("commonLoss", 2_000, 0, Full);
        commonName = parameters.Number("commonName", 500, 1, 1_000_000_000);
        rareName = parameters.Number("rareName", 0, 0, NameQualifier.RarestAlone);
    }

    /// <summary>Every entry with its best evidence, in no order; scores of any height.</summary>
    public void Find(RiskList list, Party party, string? registeredName, NameRarity rarity, PartyReading reading)
    {
        reading.Rarity = rarity;
        reading.Found.Clear();
        // Whoever is registered under another name is not the one of whose name a part is shown.
        reading.PartsCount = registeredName is null || registeredName == party.Name;
        FindBy(party.Name, list, party, reading);
        foreach (var part in NameParts.Of(party.Name))
            FindBy(part, list, party, reading);
        if (!reading.PartsCount)
            FindBy(registeredName!, list, party, reading);
        FindAtDoor(party.Name, list, reading);
    }

    /// <summary>
    /// Everybody listed at the party's own door: for a name that shows only a part of itself, and for an address without a county, where other spellings of a name are not looked up.
    /// </summary>
    private void FindAtDoor(string written, RiskList list, PartyReading reading)
    {
        var partsCount = reading.PartsCount && ShownNames.MayBePart(written);
        if ((!partsCount && !reading.Address.County.IsEmpty) || NameQualifier.Door(reading.Address) is not { } door)
            return;
        reading.Candidates.Clear();
        list.Find([NameKeys.OfAny], door, reading.Candidates);
        Take(list, written, phone: [], reading);
    }

    private void FindBy(string written, RiskList list, Party party, PartyReading reading)
    {
        var name = reading.Name;
        name.Read(written);
        if (name.Script == NameScript.None)
            return;
        var rarity = reading.Rarity.PerBillion(name);
        var candidates = reading.Candidates;
        candidates.Clear();
        reading.Keys.Read(name);
        if (NameQualifier.Road(reading.Address) is { } road)
            list.Find(reading.Keys.Of(NameReach.Near), road, candidates);
        // Either side may leave the county out.
        var saysCounty = !reading.Address.County.IsEmpty;
        if (list.HasRoadsOfCities && saysCounty && NameQualifier.RoadInCity(reading.Address) is { } roadInCity)
            list.Find(reading.Keys.Of(NameReach.Near), roadInCity, candidates);
        if (!saysCounty && NameQualifier.RoadOfCity(reading.Address) is { } roadOfCity)
            list.Find(reading.Keys.Of(NameReach.Sound), roadOfCity, candidates);
        if (NameQualifier.Division(reading.Address) is { } division)
            list.Find(reading.Keys.Of(NameReach.Sound), division, candidates);
        Span<char> phone = stackalloc char[PhoneNumber.MaxLength];
        if (PhoneNumber.TryMobile(party.Phone, phone, out var mobile) && phone[mobile].Contains('*'))
            list.Find(reading.Keys.Of(NameReach.Sound), NameQualifier.Phone(phone[mobile]), candidates);
        // Of a town without its sign neither the division nor the road is read.
        if ((!saysCounty || list.HasRoadsOfCities) && NameQualifier.House(reading.Address) is { } house)
            list.Find(reading.Keys.Of(NameReach.Sound), house, candidates);
        if (rarity <= rareName)
            list.Find(reading.Keys.Of(NameReach.Sound), NameIndex.Unqualified, candidates);
        Take(list, written, phone[mobile], reading);
    }

    private void Take(RiskList list, string written, ReadOnlySpan<char> phone, PartyReading reading)
    {
        foreach (var number in reading.Candidates)
        {
            var known = reading.Found.GetValueOrDefault(number);
            if (Compare(list.EntryAt(number), written, phone, reading) is { } evidence && evidence.Score > known.Score)
                reading.Found[number] = evidence;
        }
    }

    private PersonEvidence? Compare(RiskListEntry entry, string written, ReadOnlySpan<char> phone, PartyReading reading)
    {
        var (best, rarity, isShort) = (NameMatch.Different, int.MaxValue, false);
        foreach (var listed in EntryNames.Of(entry))
        {
            // Comparing may join the words of both: they are read anew.
            reading.Name.Read(written);
            reading.OtherName.Read(listed);
            var match = NameMatcher.Compare(written, reading.Name, listed, reading.OtherName);
            if (match.Score <= best.Score)
                continue;
            // Turned round or in pinyin, only the other of the two shows how many bear it; where neither does, many may.
            (best, rarity) = (match, Math.Min(reading.Rarity.PerBillion(reading.Name), reading.Rarity.PerBillion(reading.OtherName)));
            isShort = IsShort(reading.Name) || IsShort(reading.OtherName);
        }

        if (best.Tier == NameTier.None)
            return CompareParts(entry, written, reading);
        var second = Second(entry, phone, reading);
        if (second == SecondAttribute.None && rarity > rareName)
            return null;
        var loss = (rarity > commonName || isShort) && second < SecondAttribute.Address ? commonLoss : 0;
        return new(entry, best, second, Math.Max(0, (best.Score * weights[(int)second] / Full) - loss));
    }

    private PersonEvidence? CompareParts(RiskListEntry entry, string written, PartyReading reading)
    {
        if (!reading.PartsCount || !EntryNames.Of(entry).Any(listed => ShownNames.Agree(written, listed)) || Second(entry, phone: [], reading) != SecondAttribute.Address)
            return null;
        return new(entry, new(OfShownName, NameTier.Shown), SecondAttribute.Address, OfShownName * weights[(int)SecondAttribute.Address] / Full);
    }

    private static bool IsShort(NameReading name) => name is { Script: NameScript.Han, Solid.Length: <= 2 };

    private static SecondAttribute Second(RiskListEntry entry, ReadOnlySpan<char> phone, PartyReading reading)
    {
        reading.OtherAddress.Read(EntryNames.AddressOf(entry));
        var byAddress = Addresses.Compare(reading.Address, reading.OtherAddress) switch
        {
            AddressAgreement.Whole => SecondAttribute.Address,
            AddressAgreement.Building => SecondAttribute.Building,
            AddressAgreement.OtherUnit => SecondAttribute.OtherUnit,
            AddressAgreement.Road => SecondAttribute.Road,
            AddressAgreement.Division => SecondAttribute.Division,
            _ => SecondAttribute.None,
        };
        if (byAddress > SecondAttribute.PhoneParts)
            return byAddress;
        foreach (var listed in EntryNames.Phones(entry))
        {
            if (VisibleAgree(phone, listed))
                return SecondAttribute.PhoneParts;
        }

        return byAddress;
    }

    private static bool VisibleAgree(ReadOnlySpan<char> masked, ReadOnlySpan<char> full)
    {
        if (masked.Length != full.Length || !masked.Contains('*'))
            return false;
        var visible = 0;
        for (var i = 0; i < masked.Length; i++)
        {
            if (masked[i] == '*')
                continue;
            if (masked[i] != full[i])
                return false;
            visible++;
        }

        return visible >= LeastVisibleDigits;
    }
}
