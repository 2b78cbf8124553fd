package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// clientOf is the address of the client and whether it came by TLS, here or, by the
// configuration, in front of us (then links say https, too). What a proxy says
// of them is believed only from the configured peers, and of X-Forwarded-For only the
// last entry that is not such a peer: the others may be invented.
func (s *Server) clientOf(r *http.Request) (address string, secure bool) {
	peer := peerOf(r)
	secure = r.TLS != nil || s.SecureCookie
	if !s.trusted(peer) {
		return peer.String(), secure
	}
	if proto := r.Header.Get("X-Forwarded-Proto"); proto != "" && !s.SecureCookie {
		secure = strings.EqualFold(proto, "https")
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		peer = hop.Unmap()
		if !s.trusted(peer) {
			break
		}
	}
	return peer.String(), secure
}

func (s *Server) trusted(a netip.Addr) bool {
	for _, p := range s.TrustedProxies {
		if a.IsValid() && p.Contains(a) {
			return true
		}
	}
	return false
}

func peerOf(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, _ := netip.ParseAddr(host)
	return addr.Unmap()
}

// local reports whether the request was made on this machine, not passed on by a proxy on it.
func local(r *http.Request) bool {
	return peerOf(r).IsLoopback() && r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
}
