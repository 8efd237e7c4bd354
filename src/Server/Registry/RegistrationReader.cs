using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Server.Registry;

/// <summary>Every registration under a key, decrypted; empty when there is none.</summary>
internal delegate Task<IReadOnlyList<Registration>> RegistrationReader(RegistrationKey key, CancellationToken ct);
