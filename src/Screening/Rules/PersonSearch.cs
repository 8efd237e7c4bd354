using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What an entry and a party have in common beside the name, from least to most. A name alone counts only when few people bear it.</summary>
internal enum SecondAttribute
{
    None,
    Division,
    PhoneParts,
    Road,
    Building,
    Address,
}

/// <summary>Why a party may be the one of an entry.</summary>
/// <param name="Score">0-10000: how alike the names are, by how much the second attribute tells.</param>
internal readonly record struct PersonEvidence(RiskListEntry Entry, NameMatch Name, SecondAttribute Second, int Score);

/// <summary>
/// Finds the entries that a party's name and one more attribute lead to. The score is the likeness of the names, taken by the weight of the strongest attribute that both share; a
/// common name, or one of two characters, loses some of it unless the number on the house agrees too: people share names, and a street has many of them.
/// Parameters (0-10000): sameAddress, default 10000; sameBuilding, 9700; sameRoad, 8500; phoneParts, 8000; sameDivision, 6600; nameAlone, 6600; commonLoss, 1500.
/// Bearers among a thousand million people: commonName, default 1000; rareName, 5 (at most <see cref="NameQualifier.RarestAlone"/>).
/// </summary>
internal sealed class PersonSearch
{
    private const int Full = 10_000;

    /// <summary>Digits of a masked number that must be visible and agree; a privacy waybill hides six of eleven (domain.md section 4).</summary>
    private const int LeastVisibleDigits = 5;

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
            parameters.Number("sameRoad", 8_500, 0, Full),
            parameters.Number("sameBuilding", 9_700, 0, Full),
            parameters.Number("sameAddress", Full, 0, Full),
        ];
        commonLoss = parameters.Number("commonLoss", 1_500, 0, Full);
        commonName = parameters.Number("commonName", 1_000, 1, 1_000_000_000);
        rareName = parameters.Number("rareName", 5, 0, NameQualifier.RarestAlone);
    }

    /// <summary>Every entry with its best evidence, in no order; scores of any height.</summary>
    public void Find(RiskList list, Party party, string? registeredName, PartyReading reading)
    {
        reading.Found.Clear();
        FindBy(party.Name, list, party, reading);
        if (registeredName is not null && registeredName != party.Name)
            FindBy(registeredName, list, party, reading);
    }

    private void FindBy(string written, RiskList list, Party party, PartyReading reading)
    {
        var name = reading.Name;
        name.Read(written);
        if (name.Script == NameScript.None)
            return;
        var rarity = NameRarity.PerBillion(name);
        var candidates = reading.Candidates;
        candidates.Clear();
        reading.Keys.Read(name);
        if (NameQualifier.Road(reading.Address) is { } road)
            list.Find(reading.Keys.Of(NameReach.Near), road, candidates);
        // An entry may leave the county out, which a waybill has no reason to.
        if (list.HasRoadsOfCities && !reading.Address.County.IsEmpty && NameQualifier.Road(reading.Address.City, reading.Address.Road) is { } roadOfCity)
            list.Find(reading.Keys.Of(NameReach.Near), roadOfCity, candidates);
        if (!reading.Address.County.IsEmpty)
            list.Find(reading.Keys.Of(NameReach.Sound), NameQualifier.Division(reading.Address.County), candidates);
        Span<char> phone = stackalloc char[PhoneNumber.MaxLength];
        if (PhoneNumber.TryMobile(party.Phone, phone, out var mobile) && phone[mobile].Contains('*'))
            list.Find(reading.Keys.Of(NameReach.Sound), NameQualifier.Phone(phone[mobile]), candidates);
        if (rarity <= rareName)
            list.Find(reading.Keys.Of(NameReach.Sound), NameIndex.Unqualified, candidates);

        var isCommon = rarity > commonName || name is { Script: NameScript.Han, Solid.Length: <= 2 };
        foreach (var number in candidates)
        {
            var known = reading.Found.GetValueOrDefault(number);
            if (Compare(list.EntryAt(number), written, phone[mobile], isCommon, isRare: rarity <= rareName, reading) is { } evidence && evidence.Score > known.Score)
                reading.Found[number] = evidence;
        }
    }

    private PersonEvidence? Compare(RiskListEntry entry, string written, ReadOnlySpan<char> phone, bool isCommon, bool isRare, PartyReading reading)
    {
        var best = NameMatch.Different;
        foreach (var listed in EntryNames.Of(entry))
        {
            // Comparing may join the words of both: they are read anew.
            reading.Name.Read(written);
            reading.OtherName.Read(listed);
            var match = NameMatcher.Compare(written, reading.Name, listed, reading.OtherName);
            best = match.Score > best.Score ? match : best;
        }

        if (best.Tier == NameTier.None)
            return null;
        var second = Second(entry, phone, reading);
        if (second == SecondAttribute.None && !isRare)
            return null;
        var loss = isCommon && second < SecondAttribute.Building ? commonLoss : 0;
        return new(entry, best, second, Math.Max(0, (best.Score * weights[(int)second] / Full) - loss));
    }

    private static SecondAttribute Second(RiskListEntry entry, ReadOnlySpan<char> phone, PartyReading reading)
    {
        reading.OtherAddress.Read(EntryNames.AddressOf(entry));
        var byAddress = Addresses.Compare(reading.Address, reading.OtherAddress) switch
        {
            AddressAgreement.Whole => SecondAttribute.Address,
            AddressAgreement.Building => SecondAttribute.Building,
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

/// <summary>One party read for the risk list. A reusable buffer.</summary>
internal sealed class PartyReading
{
    public NameReading Name { get; } = new();

    public NameReading OtherName { get; } = new();

    public NameKeys Keys { get; } = new();

    public AddressReading Address { get; } = new();

    public AddressReading OtherAddress { get; } = new();

    /// <summary>Numbers of entries.</summary>
    public HashSet<int> Candidates { get; } = [];

    /// <summary>By the number of the entry.</summary>
    public Dictionary<int, PersonEvidence> Found { get; } = [];

    /// <summary>No person must outlive his parcel in a buffer.</summary>
    public void Clear()
    {
        Candidates.Clear();
        Found.Clear();
    }
}
