"""A software USIM: Milenage (TS 35.206) on a small AES-128, and the SQN check of TS 33.102 Annex C.2
with an array of SEQ per IND. Independent of the daemon's code; judged by osmo-auc-gen in the tests."""


def _sbox():
    p, q, s = 1, 1, [0] * 256
    while True:
        p = (p ^ (p << 1) ^ (0x1b if p & 0x80 else 0)) & 0xff
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xff
        if q & 0x80:
            q ^= 0x09
        x = q
        for i in range(1, 5):
            x ^= ((q << i) | (q >> (8 - i))) & 0xff
        s[p] = x ^ 0x63
        if p == 1:
            break
    s[0] = 0x63
    return s


S = _sbox()


def _xtime(a):
    return ((a << 1) ^ (0x1b if a & 0x80 else 0)) & 0xff


def aes(key, block):
    w = [list(key[i:i + 4]) for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        t = list(w[i - 1])
        if i % 4 == 0:
            t = [S[t[1]] ^ rcon, S[t[2]], S[t[3]], S[t[0]]]
            rcon = _xtime(rcon)
        w.append([a ^ b for a, b in zip(w[i - 4], t)])
    rk = [sum(w[i:i + 4], []) for i in range(0, 44, 4)]
    s = [a ^ b for a, b in zip(block, rk[0])]
    for r in range(1, 11):
        s = [S[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if r < 10:
            out = []
            for c in range(0, 16, 4):
                a = s[c:c + 4]
                t = a[0] ^ a[1] ^ a[2] ^ a[3]
                out += [a[i] ^ t ^ _xtime(a[i] ^ a[(i + 1) % 4]) for i in range(4)]
            s = out
        s = [a ^ b for a, b in zip(s, rk[r])]
    return bytes(s)


def _xor(*parts):
    out = bytes(len(parts[0]))
    for p in parts:
        out = bytes(a ^ b for a, b in zip(out, p))
    return out


def _rot(block, bits):
    n = bits // 8
    return block[n:] + block[:n]


class Milenage:
    C = [bytes(15) + bytes([c]) for c in (0, 1, 2, 4, 8)]
    R = (64, 0, 32, 64, 96)

    def __init__(self, k, opc):
        self.k, self.opc = bytes.fromhex(k), bytes.fromhex(opc)

    def f1(self, rand, sqn, amf):
        """(MAC-A, MAC-S)"""
        temp = aes(self.k, _xor(rand, self.opc))
        in1 = (sqn + amf) * 2
        out = _xor(aes(self.k, _xor(temp, _rot(_xor(in1, self.opc), self.R[0]), self.C[0])), self.opc)
        return out[:8], out[8:]

    def _out(self, rand, n):
        temp = aes(self.k, _xor(rand, self.opc))
        return _xor(aes(self.k, _xor(_rot(_xor(temp, self.opc), self.R[n - 1]), self.C[n - 1])), self.opc)

    def f2345(self, rand):
        """(RES, CK, IK, AK)"""
        o = self._out(rand, 2)
        return o[8:], self._out(rand, 3), self._out(rand, 4), o[:6]

    def f5star(self, rand):
        return self._out(rand, 5)[:6]


class SyncFailure(Exception):
    def __init__(self, auts):
        super().__init__("synchronisation failure")
        self.auts = auts


class Usim:
    """C.2.2: a SEQ per IND; `ind_bits` 0 is the strictly increasing kind. L limits age (C.2.3)."""

    def __init__(self, k, opc, ind_bits=5, seq_ms=0, age_limit=None):
        self.m = Milenage(k, opc)
        self.ind_bits, self.age_limit = ind_bits, age_limit
        self.seq = [0] * (1 << ind_bits)
        self.seq[0] = seq_ms

    @property
    def seq_ms(self):
        return max(self.seq)

    def authenticate(self, rand, autn):
        """RES, CK, IK; raises SyncFailure with AUTS, or ValueError when MAC-A is wrong."""
        res, ck, ik, ak = self.m.f2345(rand)
        sqn = _xor(autn[:6], ak)
        if self.m.f1(rand, sqn, autn[6:8])[0] != autn[8:]:
            raise ValueError("MAC-A is wrong")
        n = int.from_bytes(sqn, "big")
        seq, ind = n >> self.ind_bits, n & ((1 << self.ind_bits) - 1)
        if seq <= self.seq[ind] or seq - self.seq_ms > 1 << 28 or \
                self.age_limit is not None and self.seq_ms - seq > self.age_limit:
            raise SyncFailure(self.auts(rand))
        self.seq[ind] = seq
        return res, ck, ik

    def auts(self, rand):
        ind = self.seq.index(self.seq_ms)
        sqn = (self.seq_ms << self.ind_bits | ind).to_bytes(6, "big")
        return _xor(sqn, self.m.f5star(rand)) + self.m.f1(rand, sqn, b"\0\0")[1]

    def sqn_of(self, rand, autn):
        return int.from_bytes(_xor(autn[:6], self.m.f2345(rand)[3]), "big")
